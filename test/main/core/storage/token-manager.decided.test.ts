// Which of a person's two decisions came later, when two programs cannot see each other's because the place is locked; also after refreshes.
import { describe, expect, it } from 'vitest';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine, type Run } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Shorter than the time after which a program checks a locked place again. */
const MOMENT = 100;

/** Two programs with one sign-in in the keychain, which is locked by now. */
async function locked() {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  const { clock } = machine;
  machine.lock();
  await clock.advance(MINUTE);
  const signIn = async (run: Run): Promise<void> => {
    await run.manager().setTokens(makeTokens(clock.nowMs()));
    await clock.advance(MOMENT);
  };
  const unlock = async (first: Run, last: Run): Promise<void> => {
    machine.unlock();
    for (const run of [first, last, first]) await run.manager().retryStorage();
    await clock.advance(2 * MINUTE);
  };
  return { machine, one, two, clock, signIn, unlock };
}

const nameOf = (run: Run) => run.manager().getRecord()?.signInId;
const has = (run: Run, tokens: AuthTokens | undefined) =>
  tokens !== undefined && run.manager().getTokens()?.refreshToken.equals(tokens.refreshToken) === true;

describe('of two sign-ins while the keychain is locked', () => {
  const refreshes = ['none', 'earlier', 'later', 'both'] as const;
  it.each(refreshes.flatMap((refreshed) => [0, 1].map((first) => [refreshed, first] as const)))(
    'the later stays, with %s of them refreshed, whichever program writes first: %i',
    async (refreshed, first) => {
      const { machine, one, two, signIn, unlock } = await locked();
      await signIn(one);
      await signIn(two);
      const later = nameOf(two);
      if (refreshed === 'earlier' || refreshed === 'both') await one.refresher().refresh('person');
      if (refreshed === 'later' || refreshed === 'both') await two.refresher().refresh('person');
      await (first === 0 ? unlock(one, two) : unlock(two, one));
      expect([nameOf(one), nameOf(two), machine.store().kept?.signInId]).toEqual([later, later, later]);
      expect(has(one, two.manager().getTokens())).toBe(true);
    },
  );

  it.each([0, 1])('the later stays where the earlier was refreshed before it was made, %i first', async (first) => {
    const { machine, one, two, clock, signIn, unlock } = await locked();
    await signIn(one);
    await one.refresher().refresh('person');
    await clock.advance(MINUTE);
    await signIn(two);
    const later = nameOf(two);
    await (first === 0 ? unlock(one, two) : unlock(two, one));
    expect([nameOf(one), nameOf(two), machine.store().kept?.signInId]).toEqual([later, later, later]);
  });

  it('the later is not sealed over by a refresh of the earlier, and comes back after a crash', async () => {
    const { machine, one, two, signIn } = await locked();
    await signIn(one);
    await one.refresher().refresh('person');
    await signIn(two);
    const later = nameOf(two);
    two.crash();
    await one.refresher().refresh('person');
    machine.unlock();
    await one.manager().retryStorage();
    expect([nameOf(one), machine.store().kept?.signInId]).toEqual([later, later]);
  });
});

describe('a pair that is pasted where it is, while the keychain is locked', () => {
  it.each([0, 1])('before a sign-out in another program is removed by it, %i first', async (first) => {
    const { machine, one, two, clock, unlock } = await locked();
    const tokens = two.manager().getTokens() as AuthTokens;
    await two.manager().setTokens(tokens);
    await clock.advance(MINUTE);
    await outcomeOf(one.manager().clear());
    await clock.advance(MINUTE);
    await (first === 0 ? unlock(one, two) : unlock(two, one));
    expect([one.manager().getTokens(), two.manager().getTokens(), machine.store().kept]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([0, 1])('after a sign-out in another program stays, %i first, over a refresh too', async (first) => {
    const { machine, one, two, clock, unlock } = await locked();
    const tokens = two.manager().getTokens() as AuthTokens;
    await outcomeOf(one.manager().clear());
    await clock.advance(MINUTE);
    await two.manager().setTokens(tokens);
    await two.refresher().refresh('person');
    await clock.advance(MINUTE);
    await (first === 0 ? unlock(one, two) : unlock(two, one));
    const kept = machine.store().kept?.tokens;
    expect([kept !== undefined, has(one, kept), has(two, kept)]).toEqual([true, true, true]);
  });
});

describe('a sign-in that was dated ahead by a clock that was wrong', () => {
  it('goes with a sign-out that came after the clock was set right, also once its time has come', async () => {
    const machine = new Machine();
    machine.clock.jumpWall(HOUR);
    const run = await machine.signedIn();
    machine.clock.jumpWall(-HOUR);
    machine.lock();
    await outcomeOf(run.manager().clear());
    run.crash();
    machine.clock.jumpWall(2 * HOUR);
    machine.unlock();
    const next = await machine.started();
    await machine.clock.advance(MINUTE);
    expect([next.manager().getTokens(), machine.store().kept]).toEqual([undefined, undefined]);
  });
});
