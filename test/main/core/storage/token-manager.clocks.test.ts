// Sign-outs that wait, and clocks that were wrong meanwhile: of this computer, or of the disk that dates a file.
import { describe, expect, it } from 'vitest';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FILE = { kind: 'file', path: '/tokens.json' } as const;

/** As the Rust client writes it. */
function unnamed(tokens: AuthTokens, savedAtMs: number): TokenRecord {
  return { tokens, origin: 'https://axiom.trade', recordGeneration: 0, savedAtMs };
}

describe('a sign-out of a file that is not there', () => {
  /** Signed out while the clock is ahead, set right, and then another client signs in anew. */
  async function signedInAnew({ aheadMs = 0, diskBehindMs = 0, isSeen = false }) {
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
    const anew = machine.gateway.issue().tokens;
    machine.file(FILE.path).kept = unnamed(anew, machine.clock.nowMs() - diskBehindMs);
    await machine.filesChanged();
    await machine.clock.advance(2 * MINUTE);
    return { anew, inMemory: run.manager().getTokens(), lying: machine.file(FILE.path).kept?.tokens };
  }

  it.each([
    ['decided by a clock that was ahead', { aheadMs: 2 * HOUR }],
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
    await other.manager().setTokens(anew);
    await beside.started();
    await machine.clock.advance(2 * MINUTE);
    expect([machine.store().kept?.tokens, other.manager().getTokens()]).toEqual([anew, anew]);
  });
});

it('a sign-out of a file that was left takes nothing of the account that has moved there, though the clock was set back', async () => {
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

it('a sign-out means the pair that lay there unseen, though its file is dated ahead', async () => {
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
