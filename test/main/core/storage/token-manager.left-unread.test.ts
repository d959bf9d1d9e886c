// Places that are left or signed out of while unreadable: their content is neither forgotten nor retried endlessly.
import { describe, expect, it } from 'vitest';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;
const KEYCHAIN: StoreChoice = { kind: 'keychain' };
const FILE = { kind: 'file', path: '/home/person/tokens.json' } as const satisfies StoreChoice;
const ALL = ['load', 'save', 'clear'] as const;

/** Signed in, and started again while the keychain is locked. */
async function startedLocked() {
  const machine = new Machine();
  const first = await machine.signedIn();
  const tokens = first.manager().getTokens();
  machine.lock();
  return { machine, tokens, run: await machine.restarted(first) };
}

describe('a move from a keychain that was locked since the start', () => {
  it('is refused, says where the tokens are, and changes nothing', async () => {
    const { machine, tokens, run } = await startedLocked();
    expect(run.manager().storage.holdsUnread).toBe(true);
    await expect(run.registry.moveTokens('default', FILE)).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringContaining('System keychain could not be read, so they cannot be moved'),
    });
    expect([run.registry.get('default').store, machine.file(FILE.path).kept]).toEqual([KEYCHAIN, undefined]);
    machine.unlock();
    await run.manager().retryStorage();
    expect([run.manager().getTokens(), run.manager().storage.holdsUnread]).toEqual([tokens, false]);
  });

  it.each([FILE, { kind: 'memory' } as const])(
    'to $kind, if the person agrees to leave them, keeps the tokens where they are for a later return',
    async (to) => {
      const { machine, tokens, run } = await startedLocked();
      await run.registry.moveTokens('default', to, { leavesUnread: true });
      machine.unlock();
      await run.manager().retryStorage();
      await machine.clock.advance(10 * MINUTE);
      expect([run.manager().getTokens(), machine.store().kept?.tokens]).toEqual([undefined, tokens]);
      await run.registry.moveTokens('default', KEYCHAIN);
      expect(run.manager().getTokens()).toEqual(tokens);
    },
  );
});

it.each([FILE, KEYCHAIN])(
  'a copy in a $kind that cannot be read is removed later, even after the clock was set back',
  async (from) => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const to = from === FILE ? KEYCHAIN : FILE;
    if (from === FILE) await run.registry.moveTokens('default', FILE);
    const former = machine.store(from);
    former.fail(ALL, from === FILE ? 'STORAGE_UNAVAILABLE' : 'STORAGE_LOCKED', { isMissing: true });
    await outcomeOf(run.registry.moveTokens('default', to));
    machine.clock.jumpWall(-10 * MINUTE);
    await machine.clock.advance(5 * MINUTE);
    former.fail(ALL);
    await run.manager().retryStorage();
    await machine.clock.advance(30 * MINUTE);
    expect([former.kept, machine.store(to).kept?.tokens]).toEqual([undefined, run.manager().getTokens()]);
  },
);

it.each([
  [false, false],
  [false, true],
  [true, false],
  [true, true],
])(
  'a sign-out after a refresh and a sign-in out of sight holds (hidden: %s, restarted: %s)',
  async (isMissing, isRestarted) => {
    const machine = new Machine();
    let run = await machine.signedIn();
    machine.store().fail(ALL, 'STORAGE_LOCKED', { isMissing });
    await outcomeOf(run.refresher().refresh('person'));
    await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
    await machine.clock.advance(MINUTE);
    await outcomeOf(run.manager().clear());
    if (isRestarted) run = await machine.restarted(run);
    machine.unlock();
    await run.manager().retryStorage();
    await machine.clock.advance(30 * MINUTE);
    expect([run.manager().getTokens(), machine.store().kept]).toEqual([undefined, undefined]);
  },
);

it('a sign-out of what another program has signed out of is over at once, also after a move', async () => {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  await one.manager().clear();
  await machine.clock.advance(MINUTE);
  await two.manager().clear();
  await outcomeOf(two.registry.moveTokens('default', FILE));
  await machine.clock.advance(60 * MINUTE);
  expect(two.manager().storageFailure).toBeUndefined();
});

it.each([true, false])(
  'a restore over tokens that cannot be read keeps those beside it (written by another client: %s)',
  async (isOthers) => {
    const machine = new Machine();
    const first = await machine.signedIn();
    await first.registry.moveTokens('default', FILE);
    const old = first.manager().getTokens() as AuthTokens;
    await machine.clock.advance(MINUTE);
    const newer = makeTokens(machine.clock.nowMs());
    const file = machine.file(FILE.path);
    const origin = 'https://axiom.trade';
    if (isOthers) file.kept = { origin, recordGeneration: 0, savedAtMs: machine.clock.nowMs(), tokens: newer };
    else await first.manager().setTokens(newer);
    first.crash();
    file.fail(ALL, 'STORAGE_UNAVAILABLE', { isMissing: true });
    const run = await machine.started();
    await run.manager().setTokens(old, { restoredGeneration: 1 });
    file.fail(ALL);
    await run.manager().retryStorage();
    expect(run.manager().getTokens()?.refreshToken).toEqual(old.refreshToken);
    expect(run.manager().replaced?.tokens.refreshToken).toEqual(newer.refreshToken);
  },
);

it.each([
  [1, false],
  [1, true],
  [2, false],
  [2, true],
])(
  '%i sign-ins while the keychain is locked, and a move: nothing is asked for once it is unlocked (hidden: %s)',
  async (times, isMissing) => {
    const machine = new Machine();
    const run = await machine.signedIn();
    machine.store().fail(ALL, 'STORAGE_LOCKED', isMissing ? { isMissing } : {});
    for (let time = 0; time < times; time++) {
      await machine.clock.advance(3_000);
      await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
    }
    await outcomeOf(run.registry.moveTokens('default', FILE));
    machine.unlock();
    await run.manager().retryStorage();
    await machine.clock.advance(60 * MINUTE);
    expect([run.manager().storageFailure, machine.store().kept]).toEqual([undefined, undefined]);
  },
);

it.each([
  [false, false],
  [false, true],
  [true, false],
  [true, true],
])(
  'a sign-out while the keychain is locked holds though another program moves (unread: %s, restarted: %s)',
  async (isUnread, isRestarted) => {
    const machine = new Machine();
    const beside = new Machine([], machine);
    const one = await machine.signedIn();
    let two = await beside.started();
    machine.lock();
    if (isUnread) two = await beside.restarted(two);
    await outcomeOf(two.manager().clear());
    if (isRestarted) two = await beside.restarted(two);
    await machine.clock.advance(MINUTE);
    await outcomeOf(one.registry.moveTokens('default', FILE));
    machine.unlock();
    await machine.clock.advance(30 * MINUTE);
    const kept = [machine.file(FILE.path).kept, machine.store().kept];
    expect([one.manager().getTokens(), ...kept]).toEqual([undefined, undefined, undefined]);
    expect(two.manager().storageFailure).toBeUndefined();
  },
);
