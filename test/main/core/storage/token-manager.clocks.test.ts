// Wrong clocks of this computer, the disk or the server: the meaning of a waiting sign-out, and which of two pairs is newer.
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { type AuthTokens, createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { Machine } from '../../../support/machine';
import { makeJwt, makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = FAKE_START_MS;
const FILE = { kind: 'file', path: '/tokens.json' } as const;

/** As the Rust client writes it. */
function unnamed(tokens: AuthTokens, savedAtMs: number): TokenRecord {
  return { tokens, origin: 'https://axiom.trade', recordGeneration: 0, savedAtMs };
}

describe('a sign-out of a file that is not there', () => {
  /** Signed out while the clock is ahead, clock corrected, and then another client signs in again. */
  async function signedInAnew({ aheadMs = 0, diskBehindMs = 0, isSeen = false, waitsMs = 0 }) {
    const machine = new Machine();
    let run = await machine.signedIn();
    await run.registry.moveTokens('default', FILE);
    machine.file(FILE.path).kept = undefined;
    if (isSeen) await machine.filesChanged();
    machine.clock.jumpWall(aheadMs);
    if (!isSeen) run = await machine.restarted(run);
    await outcomeOf(run.manager().clear());
    machine.clock.jumpWall(-aheadMs);
    await machine.clock.advance(10 * MINUTE);
    const anew = makeTokens(machine.clock.nowMs(), DAY);
    const saved = unnamed(anew, machine.clock.nowMs() - diskBehindMs);
    if (waitsMs > 0) run = await machine.restarted(run);
    await machine.clock.advance(waitsMs);
    machine.file(FILE.path).kept = saved;
    await machine.filesChanged();
    await machine.clock.advance(2 * MINUTE);
    return { anew, inMemory: run.manager().getTokens(), lying: machine.file(FILE.path).kept?.tokens };
  }

  it.each([
    ['decided by a clock that was ahead', { aheadMs: 2 * HOUR }],
    [
      'that comes to light once the time of the decision has come',
      { aheadMs: 2 * HOUR, isSeen: true, waitsMs: 3 * HOUR },
    ],
    ['on a disk whose dates are behind', { diskBehindMs: 2 * HOUR }],
    ['that was seen to vanish, on a disk whose dates are behind', { diskBehindMs: 2 * HOUR, isSeen: true }],
  ])('does not mean a later sign-in: %s', async (_what, wrong) => {
    const { anew, inMemory, lying } = await signedInAnew(wrong);
    expect([inMemory, lying]).toEqual([anew, anew]);
  });
});

describe('a sign-out of a locked keychain, which another program uses too', () => {
  it.each([
    ['decided by a clock that was ahead', { beforeMs: 2 * HOUR, afterMs: -2 * HOUR }],
    ['and the clock is set back since', { beforeMs: 0, afterMs: -HOUR }],
  ])('does not mean what that has signed in with since: %s', async (_what, { beforeMs, afterMs }) => {
    const machine = new Machine();
    const other = await machine.signedIn();
    const beside = new Machine([], machine);
    const run = await beside.started();
    run.crash();
    machine.lock();
    machine.clock.jumpWall(beforeMs);
    const locked = await beside.started();
    await outcomeOf(locked.manager().clear());
    locked.crash();
    machine.unlock();
    machine.clock.jumpWall(afterMs);
    await machine.clock.advance(10 * MINUTE);
    const anew = makeTokens(machine.clock.nowMs());
    machine.gateway.goOffline();
    await other.manager().setTokens(anew);
    await beside.started();
    await machine.clock.advance(2 * MINUTE);
    expect([machine.store().kept?.tokens, other.manager().getTokens()]).toEqual([anew, anew]);
  });
});

it('a sign-out of a file that was left removes nothing of the account that has moved there, even after the clock was set back', async () => {
  const machine = new Machine();
  const first = await machine.signedIn();
  await first.registry.moveTokens('default', FILE);
  const file = machine.file(FILE.path);
  file.fail(['load', 'save', 'clear'], 'STORAGE_UNAVAILABLE');
  const run = await machine.restarted(first);
  await outcomeOf(run.manager().clear());
  await outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }));
  const { manager } = await run.registry.addNamed('second');
  const tokens = makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-2');
  await manager.setTokens(tokens);
  machine.clock.jumpWall(-HOUR);
  file.fail(['load', 'save', 'clear']);
  file.kept = undefined;
  await run.registry.moveTokens('second', FILE);
  await run.manager().retryStorage();
  await machine.clock.advance(5 * MINUTE);
  expect([file.kept, manager.storageFacet]).toMatchObject([{ tokens }, 'saved']);
});

it('a sign-out covers the pair that was there unread, even if its file is dated in the future', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.moveTokens('default', FILE);
  await machine.clock.advance(3 * MINUTE);
  const nowMs = machine.clock.nowMs();
  const file = machine.file(FILE.path);
  file.kept = unnamed(makeTokens(nowMs - 5_000), nowMs + 2 * MINUTE);
  await run.manager().clear();
  await machine.clock.advance(5 * MINUTE);
  expect([run.manager().getTokens(), file.kept]).toEqual([undefined, undefined]);
});

it.each([0, 5, -5])(
  'a sign-out covers the pair that was there unread, from a server %d minutes ahead',
  async (minutes) => {
    const machine = new Machine();
    const run = await machine.started();
    const serverOffsetMs = minutes * MINUTE;
    await run.manager().setTokens(makeTokens(START + serverOffsetMs), { serverOffsetMs });
    await run.registry.moveTokens('default', FILE);
    await machine.clock.advance(3 * MINUTE);
    const lying = unnamed(makeTokens(machine.clock.nowMs() + serverOffsetMs), machine.clock.nowMs());
    const file = machine.file(FILE.path);
    file.fail(['load', 'save', 'clear'], 'STORAGE_UNAVAILABLE');
    await machine.clock.advance(10_000);
    await outcomeOf(run.manager().clear());
    file.kept = lying;
    await machine.clock.advance(10 * MINUTE);
    file.fail(['load', 'save', 'clear']);
    await machine.clock.advance(6 * MINUTE);
    expect([run.manager().getTokens(), file.kept]).toEqual([undefined, undefined]);
  },
);

describe('a file that the Rust client has rewritten while the app runs', () => {
  const opaque = (nowMs: number, which: string): AuthTokens =>
    createAuthTokens({
      accessToken: new Secret(`access-${which}`),
      refreshToken: new Secret(`refresh-${which}`),
      receivedAtMs: nowMs,
    });
  const withEndOnly = (nowMs: number): AuthTokens => {
    const [accessToken, refreshToken] = [15, 60].map((minutes) => makeJwt({ expiresAtMs: nowMs + minutes * MINUTE }));
    if (!accessToken || !refreshToken) throw new Error('no tokens');
    return createAuthTokens({ accessToken, refreshToken, receivedAtMs: nowMs });
  };

  /** Signed in with `ours` in a file, which then holds `theirs`. */
  async function rewritten(ours: AuthTokens, theirs: AuthTokens, savedAfterMs: number) {
    const machine = new Machine();
    const run = await machine.signedIn(ours);
    await run.registry.moveTokens('default', FILE);
    const file = machine.file(FILE.path);
    file.kept = unnamed(theirs, machine.clock.nowMs() + savedAfterMs);
    await machine.filesChanged();
    await machine.clock.advance(2 * MINUTE);
    const asked = ({ refreshToken }: AuthTokens): number =>
      machine.gateway.asked.filter(({ current }) => current.refreshToken.equals(refreshToken)).length;
    return { machine, run, file, asked };
  }

  it.each<[string, AuthTokens, AuthTokens, number]>([
    ['that say only their end, on a disk whose clock is behind', withEndOnly(START), withEndOnly(START), -2_000],
    ['that say nothing, on a disk whose clock is behind', opaque(START, '1'), opaque(START, '2'), -2_000],
    ['of a server whose clock was set back', makeTokens(START), makeTokens(START - 5 * MINUTE), 2_000],
  ])('with tokens %s: they are taken, and ours are not sent', async (_what, ours, theirs, savedAfterMs) => {
    const { machine, run, file, asked } = await rewritten(ours, theirs, savedAfterMs);
    expect([run.manager().getTokens(), file.kept?.tokens]).toMatchObject([
      { refreshToken: theirs.refreshToken },
      { refreshToken: theirs.refreshToken },
    ]);
    await machine.clock.advance(20 * MINUTE);
    expect([asked(ours), asked(theirs)]).toEqual([0, 1]);
  });

  it('with a pair that the server refuses: ours is in use again', async () => {
    const [ours, theirs] = [makeTokens(START), makeTokens(START - 5 * MINUTE)];
    const { machine, run, asked } = await rewritten(ours, theirs, 2_000);
    machine.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    await machine.clock.advance(20 * MINUTE);
    expect([asked(theirs), asked(ours), run.manager().storageFacet]).toEqual([2, 1, 'saved']);
  });

  it('with a pair that the server refuses: ours is in use again also after a restart', async () => {
    const [ours, theirs] = [makeTokens(START), makeTokens(START - 5 * MINUTE)];
    const { machine, run, asked } = await rewritten(ours, theirs, 2_000);
    const next = await machine.restarted(run);
    expect(next.manager().getTokens()).toMatchObject({ refreshToken: theirs.refreshToken });
    machine.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    await machine.clock.advance(20 * MINUTE);
    expect([asked(theirs), asked(ours), next.manager().storageFacet]).toEqual([2, 1, 'saved']);
  });

  it('with a copy of an earlier content, and after a restart: it is not sent', async () => {
    const [former, ours] = [makeTokens(START - 5 * MINUTE), makeTokens(START)];
    const { machine, run, file, asked } = await rewritten(former, ours, 0);
    await machine.restarted(run);
    file.kept = unnamed(former, machine.clock.nowMs());
    await machine.filesChanged();
    await machine.clock.advance(20 * MINUTE);
    expect([asked(former), asked(ours)]).toEqual([0, 1]);
  });

  it('with a copy of an earlier content: ours stays, and is written again', async () => {
    const [former, ours] = [makeTokens(START - 5 * MINUTE), makeTokens(START)];
    const { machine, run, file } = await rewritten(former, ours, 0);
    file.kept = unnamed(former, machine.clock.nowMs());
    await machine.filesChanged();
    expect([run.manager().getTokens(), file.kept.tokens]).toMatchObject([ours, ours]);
  });
});

describe('a file that was left while its drive did not answer', () => {
  it.each([
    ['ahead of us', 2_000],
    ['right', 0],
  ])(
    'and that the Rust client has rewritten with tokens dated minutes before ours, while it is dated %s: they come along',
    async (_what, aheadMs) => {
      const machine = new Machine();
      const [ours, theirs] = [makeTokens(START), makeTokens(START - 2 * MINUTE)];
      const run = await machine.signedIn(ours);
      await run.registry.moveTokens('default', FILE);
      const file = machine.file(FILE.path);
      file.fail(['load', 'save', 'clear'], 'STORAGE_UNAVAILABLE');
      await outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }));
      await machine.clock.advance(MINUTE);
      file.kept = unnamed(theirs, machine.clock.nowMs() + aheadMs);
      file.fail(['load', 'save', 'clear']);
      await run.manager().retryStorage();
      expect([file.kept, machine.store().kept]).toMatchObject([
        undefined,
        { tokens: theirs, replaced: { tokens: ours } },
      ]);
      await machine.clock.advance(20 * MINUTE);
      const asked = (one: AuthTokens): number =>
        machine.gateway.asked.filter(({ current }) => current.refreshToken.equals(one.refreshToken)).length;
      expect([asked(ours), asked(theirs)]).toEqual([0, 1]);
    },
  );
});
