// A person signs in again, more than once or before a move or a sign-out, while the place cannot be written: replaced sign-ins do not come back.
import { describe, expect, it } from 'vitest';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine, type Run } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';

compareSecretsByText();

const MINUTE = 60_000;
const FILE = { kind: 'file', path: '/tokens.json' } as const satisfies StoreChoice;
const KEYCHAIN = { kind: 'keychain' } as const satisfies StoreChoice;

const tokensOf = (...runs: readonly Run[]) => runs.map((run) => run.manager().getTokens());
const move = (run: Run, choice: StoreChoice) => outcomeOf(run.registry.moveTokens('default', choice));
const signIn = async (machine: Machine, run: Run) => {
  await machine.clock.advance(MINUTE);
  const tokens = makeTokens(machine.clock.nowMs());
  await run.manager().setTokens(tokens);
  return tokens;
};

describe('a sign-in over one whose place cannot be written, and a move', () => {
  it.each(['locked', 'not writable'])(
    'to another place: the former one is removed from a keychain that was %s',
    async (what) => {
      const machine = new Machine();
      const run = await machine.signedIn();
      if (what === 'locked') machine.lock();
      else machine.store().fail(['save', 'clear'], 'STORAGE_UNAVAILABLE');
      const later = await signIn(machine, run);
      await move(run, FILE);
      expect([machine.store().kept === undefined, tokensOf(run)]).toEqual([false, [later]]);
      machine.unlock();
      await machine.clock.advance(10 * MINUTE);
      expect([machine.store().kept, machine.file(FILE.path).kept?.tokens]).toEqual([undefined, tokensOf(run)[0]]);
      await run.manager().clear();
      await move(run, KEYCHAIN);
      expect(tokensOf(run)).toEqual([undefined]);
    },
  );

  it('does not change what another program has put there meanwhile', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    machine.lock();
    await signIn(machine, run);
    await move(run, FILE);
    machine.unlock();
    await machine.clock.advance(1);
    const others: TokenRecord = { ...(run.manager().getRecord() as TokenRecord), signInId: 'f'.repeat(32) };
    machine.store().kept = { ...others, tokens: makeTokens(machine.clock.nowMs(), MINUTE) };
    await machine.clock.advance(10 * MINUTE);
    expect(machine.store().kept).toBeDefined();
  });

  it('and the one that another program has loaded from the journal meanwhile is removed as well', async () => {
    const { machine, one, two } = await replacedTwice();
    await move(one, FILE);
    machine.unlock();
    await two.manager().retryStorage();
    await machine.clock.advance(10 * MINUTE);
    await two.manager().retryStorage();
    expect([machine.store().kept, ...tokensOf(two)]).toEqual([undefined, undefined]);
    expect(machine.file(FILE.path).kept?.tokens).toEqual(tokensOf(one)[0]);
  });
});

/** Two programs and a locked keychain: the other one continues from the first of two new sign-ins. */
async function replacedTwice() {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  machine.lock();
  const first = await signIn(machine, one);
  await machine.clock.advance(9 * MINUTE);
  expect(two.manager().getTokens()?.issuedAtMs).toBeGreaterThanOrEqual(first.issuedAtMs ?? Infinity);
  await signIn(machine, one);
  return { machine, one, two };
}

describe('a sign-out after two sign-ins that could not be saved', () => {
  it.each(['this program', 'the other program'])(
    'covers the first as well, when %s reaches the place first',
    async (who) => {
      const { machine, one, two } = await replacedTwice();
      await outcomeOf(one.manager().clear());
      machine.unlock();
      const runs = who === 'this program' ? [one, two] : [two, one];
      for (const run of runs) await run.manager().retryStorage();
      await machine.clock.advance(2 * MINUTE);
      expect([...tokensOf(one, two), machine.store().kept]).toEqual([undefined, undefined, undefined]);
    },
  );
});

describe('two programs in which a person signs in again while the keychain is locked', () => {
  it.each([
    ['the later comes first', [1, 0], false],
    ['the earlier comes first', [0, 1], false],
    ['both have looked meanwhile', [0, 1], true],
  ])('have the later of the two sign-ins once it is unlocked: %s', async (_what, order, isLookedAt) => {
    const machine = new Machine();
    const runs = [await machine.signedIn(), await new Machine([], machine).started()] as const;
    machine.gateway.goOffline();
    machine.lock();
    const [earlier, later] = [await signIn(machine, runs[0]), await signIn(machine, runs[1])];
    if (isLookedAt) await runs[0].manager().retryStorage();
    machine.unlock();
    for (const index of order) await runs[index]?.manager().retryStorage();
    await machine.clock.advance(2 * MINUTE);
    expect([...tokensOf(...runs), machine.store().kept?.tokens]).toEqual([later, later, later]);
    if (order[0] === 1) expect(machine.store().kept?.replaced?.tokens).toEqual(earlier);
  });
});
