// A token file that other programs and people change, lose, damage and put back while the app keeps a profile in it.
import { describe, expect, it } from 'vitest';
import { type AuthTokens, createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { makeTokens } from '../../../support/make-jwt';
import { Machine, type Run } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;
const PATH = '/tokens.json';

/** `default` is signed in, and its tokens are in a file. */
async function inFile() {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.moveTokens('default', { kind: 'file', path: PATH });
  return { machine, run, ours: present(run), file: machine.file(PATH) };
}

function present(run: Run): AuthTokens {
  const tokens = run.manager().getTokens();
  if (!tokens) throw new Error('nobody is signed in');
  return tokens;
}

/** Written by another program: no sign-in id, no generation, no e-mail. `touchedAtMs`: the file's time. */
function foreign(tokens: AuthTokens, touchedAtMs: number): TokenRecord {
  return { tokens, origin: 'https://axiom.trade', recordGeneration: 0, savedAtMs: touchedAtMs };
}

const state = (run: Run) => [run.manager().getTokens(), run.manager().storageFacet];
const sent = (machine: Machine) => machine.gateway.asked.map(({ current }) => current.refreshToken);

describe('a token file that is not there', () => {
  it('at the start is read again automatically, and the profile is never shown as signed out', async () => {
    const { machine, run, ours, file } = await inFile();
    const record = file.kept;
    file.kept = undefined;
    const next = await machine.restarted(run);
    for (let minute = 0; minute < 5; minute++) {
      expect(state(next)).toEqual([undefined, 'unavailable']);
      await machine.clock.advance(MINUTE);
    }
    file.kept = record;
    await machine.clock.advance(MINUTE);
    expect(state(next)).toEqual([ours, 'saved']);
  });

  it('is found at once where its folder is watched', async () => {
    const { machine, run, ours, file } = await inFile();
    const record = file.kept;
    file.kept = undefined;
    const next = await machine.restarted(run);
    file.kept = record;
    await machine.filesChanged();
    expect(state(next)).toEqual([ours, 'saved']);
  });

  it('is replaced when a person signs in', async () => {
    const { machine, run, file } = await inFile();
    file.kept = undefined;
    const next = await machine.restarted(run);
    const { tokens } = machine.gateway.issue();
    await next.manager().setTokens(tokens);
    expect([state(next), machine.file(PATH).kept?.tokens]).toEqual([[tokens, 'saved'], tokens]);
  });

  it('while the app runs costs nothing: refreshed, shown as unsaved, not written silently, and saved when it is back', async () => {
    const { machine, run, file } = await inFile();
    const record = file.kept;
    file.kept = undefined;
    await machine.filesChanged();
    expect(run.manager().storageFacet).toBe('unsaved');
    await run.refresher().refresh('person');
    expect([run.manager().storageFacet, file.kept, machine.gateway.asked.length]).toEqual(['unsaved', undefined, 1]);
    file.kept = record;
    await machine.clock.advance(MINUTE);
    expect([run.manager().storageFacet, file.kept?.tokens]).toEqual(['saved', present(run)]);
  });

  it('while the app runs, refreshed and crashed before the file is back: the refreshed pair is used', async () => {
    const { machine, run, file } = await inFile();
    const record = file.kept;
    file.kept = undefined;
    await run.refresher().refresh('person');
    const refreshed = present(run);
    const next = await machine.restarted(run);
    file.kept = record;
    await machine.clock.advance(MINUTE);
    expect([state(next), machine.file(PATH).kept?.tokens]).toEqual([[refreshed, 'saved'], refreshed]);
  });

  it('is written again when the person chooses that, and stays removed after a sign-out', async () => {
    for (const isSavedAgain of [true, false]) {
      const { machine, run, ours, file } = await inFile();
      file.kept = undefined;
      await machine.filesChanged();
      await (isSavedAgain ? run.manager().saveAgain() : run.manager().clear());
      const expected = isSavedAgain ? ours : undefined;
      expect([state(run), machine.file(PATH).kept?.tokens]).toEqual([[expected, 'saved'], expected]);
      expect(state(await machine.restarted(run))).toEqual([expected, 'saved']);
    }
  });
});

describe('a token file that is rewritten by another program', () => {
  it.each([
    ['a later time', 5_000],
    ['the same second', 0],
    ['a time behind ours', -60 * MINUTE],
  ])(
    'with a newer pair and %s is handed out, keeps the e-mail, and the used-up token is not sent',
    async (_when, byMs) => {
      const { machine, run, ours, file } = await inFile();
      await machine.clock.advance(5_000);
      const theirs = makeTokens(machine.clock.nowMs());
      file.kept = foreign(theirs, machine.clock.nowMs() + byMs);
      await machine.filesChanged();
      expect(state(run)).toEqual([theirs, 'saved']);
      expect(run.manager().getRecord()?.email).toBe('trader@example.com');
      await run.refresher().refresh('person');
      expect(sent(machine)).toEqual([theirs.refreshToken]);
      expect(sent(machine)).not.toContainEqual(ours.refreshToken);
    },
  );

  it('is noticed before a refresh although nothing was watched', async () => {
    const { machine, run, file } = await inFile();
    await machine.clock.advance(5_000);
    const theirs = makeTokens(machine.clock.nowMs());
    file.kept = foreign(theirs, machine.clock.nowMs());
    await run.refresher().refresh('person');
    expect([sent(machine), state(run)]).toEqual([[], [theirs, 'saved']]);
    await machine.clock.advance(5_000);
    await run.refresher().refresh('person');
    expect([sent(machine), file.kept.tokens]).toEqual([[theirs.refreshToken], present(run)]);
  });

  it('with an older pair changes nothing, and the newest is written again with the next refresh', async () => {
    const { machine, run, ours, file } = await inFile();
    file.kept = foreign(makeTokens(machine.clock.nowMs() - 30 * MINUTE), machine.clock.nowMs() + 5_000);
    await machine.filesChanged();
    expect(run.manager().getTokens()).toEqual(ours);
    await run.refresher().refresh('person');
    expect([sent(machine), file.kept.tokens]).toEqual([[ours.refreshToken], present(run)]);
  });

  it('beside its old refresh token: the newer access token is handed out, and the old refresh token is never sent', async () => {
    const { machine, run, ours, file } = await inFile();
    await machine.clock.advance(5_000);
    await run.refresher().refresh('person');
    const refreshed = present(run);
    await machine.clock.advance(5_000);
    const { accessToken } = makeTokens(machine.clock.nowMs());
    const { refreshToken } = ours;
    const mixed = createAuthTokens({ accessToken, refreshToken, receivedAtMs: machine.clock.nowMs() });
    file.kept = foreign(mixed, machine.clock.nowMs());
    await machine.filesChanged();
    expect([present(run).accessToken, present(run).refreshToken]).toEqual([accessToken, refreshed.refreshToken]);
    expect([run.manager().storageFacet, file.kept.tokens.refreshToken]).toEqual(['saved', refreshed.refreshToken]);
    await machine.clock.advance(5_000);
    await run.refresher().refresh('person');
    expect(sent(machine)).toEqual([ours.refreshToken, refreshed.refreshToken]);
  });

  it('beside its old refresh token and after a restart of ours: only the pair of the file is known', async () => {
    const { machine, run, ours, file } = await inFile();
    await machine.clock.advance(5_000);
    await run.refresher().refresh('person');
    run.crash();
    await machine.clock.advance(5_000);
    const { accessToken } = makeTokens(machine.clock.nowMs());
    const mixed = createAuthTokens({
      accessToken,
      refreshToken: ours.refreshToken,
      receivedAtMs: machine.clock.nowMs(),
    });
    file.kept = foreign(mixed, machine.clock.nowMs());
    const next = await machine.started();
    expect(state(next)).toEqual([mixed, 'saved']);
  });

  it('after the server has refused ours is used without a click, and refreshed from then on', async () => {
    const { machine, run, file } = await inFile();
    machine.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    await outcomeOf(run.refresher().refresh('person'));
    await machine.clock.advance(2 * MINUTE);
    expect(run.refresher().sessionFacet).toBe('needs-sign-in');
    machine.gateway.script.length = 0;
    const theirs = makeTokens(machine.clock.nowMs());
    file.kept = foreign(theirs, machine.clock.nowMs());
    await machine.clock.advance(MINUTE + 1_000);
    expect([state(run), run.refresher().sessionFacet]).toEqual([[theirs, 'saved'], 'ok']);
    const refused = sent(machine).length;
    await machine.clock.advance(9 * MINUTE);
    expect(sent(machine).slice(refused)).toEqual([theirs.refreshToken]);
  });

  it('while a refresh of ours is on its way: the answer of the server is used and saved', async () => {
    const { machine, run, file } = await inFile();
    const { step, release } = machine.gateway.held();
    machine.gateway.script.push(step);
    const refreshing = run.refresher().refresh('person');
    await machine.clock.advance(1_000);
    file.kept = foreign(makeTokens(machine.clock.nowMs()), machine.clock.nowMs());
    const answer = machine.gateway.issue();
    release(answer);
    await refreshing;
    expect([state(run)[0], file.kept.tokens]).toEqual([answer.tokens, answer.tokens]);
  });

  it('with dates in the future is not used longer than its expiry says', async () => {
    const { machine, run, ours, file } = await inFile();
    const later = machine.clock.nowMs() + 365 * 24 * 60 * MINUTE;
    file.kept = foreign(makeTokens(machine.clock.nowMs() - 60 * MINUTE), later);
    await machine.filesChanged();
    expect(run.manager().getTokens()).toEqual(ours);
  });
});

describe('a damaged or half-written token file', () => {
  it('at the start is read again automatically, and nothing is requested meanwhile', async () => {
    const { machine, run, ours, file } = await inFile();
    file.fail(['load', 'save', 'clear'], 'STORAGE_CORRUPT');
    const next = await machine.restarted(run);
    expect(state(next)).toEqual([undefined, 'opening']);
    await machine.clock.advance(1_000);
    file.fail(['load', 'save', 'clear']);
    await machine.clock.advance(5_000);
    expect([state(next), machine.gateway.asked.length]).toEqual([[ours, 'saved'], 0]);
  });

  it('before a refresh delays it until the file is readable, then continues with its content', async () => {
    const { machine, run, file } = await inFile();
    await machine.clock.advance(10_000);
    const theirs = makeTokens(machine.clock.nowMs());
    file.fail(['load'], 'STORAGE_CORRUPT');
    expect(await outcomeOf(run.refresher().refresh('person'))).toBe('STORAGE_CORRUPT');
    await machine.clock.advance(30 * MINUTE);
    expect(machine.gateway.asked).toEqual([]);
    file.kept = foreign(theirs, machine.clock.nowMs());
    file.fail(['load']);
    await machine.filesChanged();
    await machine.clock.advance(5 * MINUTE);
    expect(sent(machine)).toEqual([theirs.refreshToken]);
    expect([run.manager().storageFacet, file.kept.tokens]).toEqual(['saved', present(run)]);
  });

  it('is neither replaced by a refresh that was under way nor does it lose its answer', async () => {
    const { machine, run, file } = await inFile();
    const before = file.kept;
    const { step, release } = machine.gateway.held();
    machine.gateway.script.push(step);
    const refreshing = run.refresher().refresh('person');
    await machine.clock.advance(1_000);
    file.fail(['load', 'save', 'clear'], 'STORAGE_CORRUPT');
    const answer = machine.gateway.issue();
    release(answer);
    await refreshing;
    expect([state(run), file.kept]).toEqual([[answer.tokens, 'unsaved'], before]);
    const next = await machine.restarted(run);
    file.fail(['load', 'save', 'clear']);
    await machine.clock.advance(MINUTE);
    expect([state(next), file.kept?.tokens]).toEqual([[answer.tokens, 'saved'], answer.tokens]);
  });
});

describe('another account’s tokens in the token file', () => {
  it('corrected by the person: the conflict ends automatically, and a sign-out signs out', async () => {
    for (const isNoticed of [true, false]) {
      const { machine, run, ours, file } = await inFile();
      const right = file.kept;
      const theirs = foreign(makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-2'), machine.clock.nowMs());
      file.kept = theirs;
      await machine.filesChanged();
      expect([run.manager().storageFailure?.code, run.manager().getTokens()]).toEqual(['WRONG_ACCOUNT', ours]);
      file.kept = right;
      if (isNoticed) {
        await machine.clock.advance(MINUTE + 1_000);
        expect(state(run)).toEqual([ours, 'saved']);
      }
      await run.manager().clear();
      expect([state(run), file.kept]).toEqual([[undefined, 'saved'], undefined]);
    }
  });

  it('is neither overwritten by a refresh nor removed, and is loaded after a sign-out', async () => {
    const { machine, run, file } = await inFile();
    const theirs = foreign(makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-2'), machine.clock.nowMs());
    file.kept = theirs;
    expect(await outcomeOf(run.refresher().refresh('person'))).toBe('WRONG_ACCOUNT');
    await run.manager().clear();
    expect([state(run), file.kept, machine.gateway.asked]).toEqual([[theirs.tokens, 'saved'], theirs, []]);
  });
});
