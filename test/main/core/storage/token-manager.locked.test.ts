// A person's decisions while the keychain is locked, over crashes and restarts: none is forgotten, and no removed sign-in comes back.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { Machine, type Run } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;

/** `default` is signed in as A and saved, then the keychain is locked. */
async function lockedWithA() {
  const machine = new Machine();
  const ofA = makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-a');
  const ofB = makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-b');
  const run = await machine.signedIn(ofA);
  machine.lock();
  return { machine, run, ofA, ofB, keychain: machine.store() };
}

const state = (run: Run) => [run.manager().getTokens(), run.manager().storageFacet, run.manager().storageFailure];
const kept = (machine: Machine): AuthTokens | undefined => machine.store().kept?.tokens;
const signOut = (run: Run) => outcomeOf(run.manager().clear());

describe('signing out while the keychain is locked', () => {
  it('reports what is left and what happens to it, also after a restart, and does not say "untouched"', async () => {
    const { machine, run } = await lockedWithA();
    const left = {
      code: 'STORAGE_LOCKED',
      message: expect.stringMatching(
        /^Tokens that you signed out of or replaced could not be removed from .+ is locked/,
      ) as unknown,
      remedy: 'Unlock it. The removal is tried again automatically until they are gone.',
    };
    await expect(run.manager().clear()).rejects.toMatchObject(left);
    expect(run.manager().storageFailure).toMatchObject(left);
    const next = await machine.restarted(run);
    expect(next.manager().storageFailure).toMatchObject(left);
    // With an unsaved sign-in, the message is about that.
    await next.manager().setTokens(makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-b'));
    expect(next.manager().storageFailure?.remedy).toMatch(/untouched/);
  });
});

describe('signing out A and in as B while the keychain is locked', () => {
  it('ends with B saved and A gone once it is unlocked, and nothing asks again', async () => {
    const { machine, run, ofB } = await lockedWithA();
    expect(await signOut(run)).toBe('STORAGE_LOCKED');
    await run.manager().setTokens(ofB);
    expect([run.manager().getTokens(), run.manager().storageFacet]).toEqual([ofB, 'unsaved']);
    machine.unlock();
    await machine.clock.advance(MINUTE);
    expect([state(run), kept(machine)]).toEqual([[ofB, 'saved', undefined], ofB]);
    const next = await machine.restarted(run);
    expect([state(next), kept(machine)]).toEqual([[ofB, 'saved', undefined], ofB]);
  });

  it('also when a save of B fails after the unlock', async () => {
    const { machine, run, ofB, keychain } = await lockedWithA();
    await signOut(run);
    await run.manager().setTokens(ofB);
    machine.unlock();
    keychain.fail(['save'], 'STORAGE_FULL');
    await machine.clock.advance(5 * MINUTE);
    expect(run.manager().storageFacet).toBe('unsaved');
    keychain.fail(['save']);
    await machine.clock.advance(MINUTE);
    expect([state(run), kept(machine)]).toEqual([[ofB, 'saved', undefined], ofB]);
  });

  it('also when B is refreshed before the unlock', async () => {
    const { machine, run, ofB } = await lockedWithA();
    await signOut(run);
    await run.manager().setTokens(ofB);
    const refreshed = makeTokens(machine.clock.nowMs() + 1_000, 15 * MINUTE, 'account-b');
    machine.gateway.script.push(async () => ({ ...machine.gateway.issue(), tokens: refreshed }));
    await run.refresher().refresh('person');
    machine.unlock();
    await machine.clock.advance(MINUTE);
    expect([state(run), kept(machine)]).toEqual([[refreshed, 'saved', undefined], refreshed]);
  });

  it('also in the other order: a failed sign-in first, B only after the unlock', async () => {
    const { machine, run, ofB } = await lockedWithA();
    await signOut(run);
    expect(await outcomeOf(run.manager().setTokens(ofB, { restoredGeneration: 4 }))).toBe('STORAGE_LOCKED');
    machine.unlock();
    await run.manager().setTokens(ofB);
    expect([state(run), kept(machine)]).toEqual([[ofB, 'saved', undefined], ofB]);
  });

  it.each(['as the same account', 'as another one'])(
    '%s, signed out again before the unlock, leaves nothing',
    async (who) => {
      const { machine, run, ofB } = await lockedWithA();
      const again = who === 'as another one' ? ofB : makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-a');
      await signOut(run);
      await run.manager().setTokens(again);
      await signOut(run);
      machine.unlock();
      await machine.clock.advance(MINUTE);
      expect([state(run), kept(machine)]).toEqual([[undefined, 'saved', undefined], undefined]);
      expect(state(await machine.restarted(run))).toEqual([undefined, 'saved', undefined]);
    },
  );

  it.each(['before the unlock', 'after it'])(
    'ends signed out, never as A, when the program dies and starts again %s',
    async (when) => {
      const { machine, run, ofB } = await lockedWithA();
      await signOut(run);
      await run.manager().setTokens(ofB);
      if (when === 'after it') {
        run.crash();
        machine.unlock();
      }
      const next = await machine.restarted(run);
      expect(next.manager().getTokens()).toBeUndefined();
      machine.unlock();
      await machine.clock.advance(MINUTE);
      expect([state(next), kept(machine)]).toEqual([[undefined, 'saved', undefined], undefined]);
      expect(state(await machine.restarted(next))).toEqual([undefined, 'saved', undefined]);
    },
  );

  it('as the same account again: the new tokens are kept, and a start after a crash does not take the old ones', async () => {
    for (const isCrashed of [false, true]) {
      const { machine, run } = await lockedWithA();
      const again = makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-a');
      await signOut(run);
      await run.manager().setTokens(again);
      const last = isCrashed ? await machine.restarted(run) : run;
      machine.unlock();
      await machine.clock.advance(MINUTE);
      const expected = isCrashed ? undefined : again;
      expect([state(last), kept(machine)]).toEqual([[expected, 'saved', undefined], expected]);
    }
  });
});

describe('a sign-out while the keychain is locked', () => {
  it('is still known after a failed sign-in and a restart while it is still locked, and finished later', async () => {
    const { machine, run, ofB } = await lockedWithA();
    await signOut(run);
    await outcomeOf(run.manager().setTokens(ofB, { restoredGeneration: 4 }));
    const next = await machine.restarted(run);
    expect([next.manager().getTokens(), next.manager().storageFacet]).toEqual([undefined, 'locked']);
    machine.unlock();
    await machine.clock.advance(MINUTE);
    expect([state(next), kept(machine)]).toEqual([[undefined, 'saved', undefined], undefined]);
  });

  it.each(['of this run', 'of the next one'])(
    'does not count as finished when the keychain reports no entry: a read %s',
    async (who) => {
      const { machine, run, keychain } = await lockedWithA();
      await signOut(run);
      const record = keychain.kept;
      keychain.kept = undefined;
      machine.unlock();
      const last = who === 'of this run' ? run : await machine.restarted(run);
      await machine.clock.advance(5 * MINUTE);
      keychain.kept = record;
      await machine.clock.advance(2 * MINUTE);
      expect([kept(machine), last.manager().getTokens()]).toEqual([undefined, undefined]);
      const next = await machine.restarted(last);
      expect([state(next), kept(machine)]).toEqual([[undefined, 'saved', undefined], undefined]);
    },
  );

  it('ends at once when the person was informed before that nothing is there', async () => {
    const { machine, run, keychain } = await lockedWithA();
    machine.unlock();
    keychain.kept = undefined;
    await run.manager().retryStorage();
    expect(run.manager().storageFacet).toBe('unsaved');
    expect(await signOut(run)).toBeUndefined();
    expect(state(run)).toEqual([undefined, 'saved', undefined]);
    expect(state(await machine.restarted(run))).toEqual([undefined, 'saved', undefined]);
  });

  it('is over after a crash between the removal and its note', async () => {
    const { machine, run, keychain } = await lockedWithA();
    machine.unlock();
    const remove = keychain.clear.bind(keychain);
    keychain.clear = async () => {
      await remove();
      run.crash();
    };
    void run.manager().clear();
    await machine.clock.advance(0);
    expect([kept(machine), machine.index.list()[0]?.removing?.length]).toEqual([undefined, 1]);
    expect(state(await machine.started())).toEqual([undefined, 'saved', undefined]);
    expect(machine.index.list()[0]?.removing).toBeUndefined();
  });

  it('removes no sign-in of another program that was saved since', async () => {
    const { machine, run, ofB, keychain } = await lockedWithA();
    await signOut(run);
    await machine.clock.advance(1_000);
    const savedAtMs = machine.clock.nowMs();
    keychain.kept = makeRecord(1, savedAtMs, { tokens: ofB, signInId: 'b'.repeat(32) });
    machine.unlock();
    await machine.clock.advance(MINUTE);
    expect(kept(machine)).toEqual(ofB);
  });

  it('is finished although the clock was set back since', async () => {
    const { machine, run } = await lockedWithA();
    await signOut(run);
    machine.clock.jumpWall(-24 * 60 * MINUTE);
    const next = await machine.restarted(run);
    machine.unlock();
    await machine.clock.advance(MINUTE);
    expect([state(next), kept(machine)]).toEqual([[undefined, 'saved', undefined], undefined]);
  });

  it('is finished although the clock was wrong when the tokens were saved', async () => {
    const machine = new Machine();
    machine.clock.jumpWall(24 * 60 * MINUTE);
    const run = await machine.signedIn();
    machine.clock.jumpWall(-24 * 60 * MINUTE);
    machine.lock();
    await signOut(run);
    machine.unlock();
    await machine.clock.advance(MINUTE);
    expect([state(run), kept(machine)]).toEqual([[undefined, 'saved', undefined], undefined]);
  });

  it('before the first look removes what is found then, but no later sign-in', async () => {
    for (const isSignedIn of [false, true]) {
      const { machine, run, ofB } = await lockedWithA();
      const next = await machine.restarted(run);
      await signOut(next);
      if (isSignedIn) await next.manager().setTokens(ofB);
      machine.unlock();
      await machine.clock.advance(MINUTE);
      const expected = isSignedIn ? ofB : undefined;
      expect([state(next), kept(machine)]).toEqual([[expected, 'saved', undefined], expected]);
    }
  });

  it('that the index could not note takes effect now, is shown as not remembered, and noted once that works', async () => {
    const { machine, run } = await lockedWithA();
    machine.index.breakWith(new AxiomTokenError('STORAGE_FULL'));
    await signOut(run);
    expect(run.manager().getTokens()).toBeUndefined();
    machine.index.breakWith(undefined);
    await machine.clock.advance(MINUTE);
    const next = await machine.restarted(run);
    machine.unlock();
    await machine.clock.advance(MINUTE);
    expect([state(next), kept(machine)]).toEqual([[undefined, 'saved', undefined], undefined]);
  });
});

describe('a restore while the place does not answer', () => {
  it.each(['STORAGE_LOCKED', 'STORAGE_UNAVAILABLE', 'TIMEOUT', 'STORAGE_DENIED'] as const)(
    '(%s) is refused with a message, and newer tokens there are untouched once it answers',
    async (code) => {
      const { machine, run, ofA, keychain } = await lockedWithA();
      keychain.fail(['load', 'save', 'clear'], code);
      const next = await machine.restarted(run);
      const older = makeTokens(machine.clock.nowMs() - 60 * MINUTE, 15 * MINUTE, 'account-a');
      expect(await outcomeOf(next.manager().setTokens(older, { restoredGeneration: 1 }))).toBe(code);
      machine.unlock();
      await machine.clock.advance(MINUTE);
      expect([state(next), kept(machine)]).toEqual([[ofA, 'saved', undefined], ofA]);
    },
  );

  it('waits for one that is still being opened', async () => {
    const { machine, run, ofA, keychain } = await lockedWithA();
    machine.unlock();
    run.crash();
    const answer = keychain.hold('load');
    const { run: next, opening } = machine.begun();
    const older = makeTokens(machine.clock.nowMs() - 60 * MINUTE, 15 * MINUTE, 'account-b');
    await machine.clock.advance(0);
    const restored = outcomeOf(next.manager().setTokens(older, { restoredGeneration: 1 }));
    await machine.clock.advance(0);
    expect(next.manager().getTokens()).toBeUndefined();
    answer();
    await opening;
    expect([await restored, kept(machine)]).toEqual(['WRONG_ACCOUNT', ofA]);
  });
});
