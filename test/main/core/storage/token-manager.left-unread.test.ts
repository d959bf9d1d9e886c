// Places that are left, or signed out of, while they cannot be read: what lies there is neither forgotten nor asked for without end.
import { describe, expect, it } from 'vitest';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
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
  it.each([false, true])('brings the tokens along once that is unlocked (after a restart: %s)', async (isLater) => {
    const { machine, tokens, run } = await startedLocked();
    await outcomeOf(run.registry.moveTokens('default', FILE));
    expect(run.manager().storageFailure).toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringMatching(/^The tokens in .+ could not be brought along yet\./),
      remedy: 'Unlock it: then they come to the new place by themselves. Or sign in anew.',
    });
    const next = isLater ? await machine.restarted(run) : run;
    machine.unlock();
    await next.manager().retryStorage();
    expect(next.manager().getTokens()).toEqual(tokens);
    expect(machine.file(FILE.path).kept?.tokens).toEqual(tokens);
    expect([machine.store().kept, next.manager().storageFailure]).toEqual([undefined, undefined]);
  });

  it('leaves them where they are for one run in memory', async () => {
    const { machine, tokens, run } = await startedLocked();
    await run.registry.moveTokens('default', { kind: 'memory' });
    machine.unlock();
    await run.manager().retryStorage();
    await machine.clock.advance(10 * MINUTE);
    expect([run.manager().getTokens(), machine.store().kept?.tokens]).toEqual([undefined, tokens]);
    await run.registry.moveTokens('default', KEYCHAIN);
    expect(run.manager().getTokens()).toEqual(tokens);
  });

  it('leaves nothing there after a new sign-in and a sign-out', async () => {
    const { machine, run } = await startedLocked();
    await outcomeOf(run.registry.moveTokens('default', FILE));
    await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
    machine.unlock();
    await machine.clock.advance(5 * MINUTE);
    await run.manager().clear();
    await machine.clock.advance(30 * MINUTE);
    expect([machine.store().kept, machine.file(FILE.path).kept]).toEqual([undefined, undefined]);
  });

  it('leaves nothing anywhere after a sign-out', async () => {
    const { machine, run } = await startedLocked();
    await outcomeOf(run.registry.moveTokens('default', FILE));
    await outcomeOf(run.manager().clear());
    machine.unlock();
    await machine.clock.advance(30 * MINUTE);
    expect([machine.store().kept, machine.file(FILE.path).kept]).toEqual([undefined, undefined]);
    expect([run.manager().getTokens(), run.manager().storageFailure]).toEqual([undefined, undefined]);
  });
});

it.each([FILE, KEYCHAIN])(
  'a copy in a $kind that is out of sight goes later, though the clock was set back',
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

it.each([false, true])(
  'a sign-out while the keychain is locked holds though another program moves (restarted: %s)',
  async (isRestarted) => {
    const machine = new Machine();
    const beside = new Machine([], machine);
    const one = await machine.signedIn();
    let two = await beside.started();
    machine.lock();
    await outcomeOf(two.manager().clear());
    if (isRestarted) two = await beside.restarted(two);
    await machine.clock.advance(MINUTE);
    await outcomeOf(one.registry.moveTokens('default', FILE));
    machine.unlock();
    await machine.clock.advance(30 * MINUTE);
    expect([one.manager().getTokens(), machine.file(FILE.path).kept, machine.store().kept]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(two.manager().storageFailure).toBeUndefined();
  },
);
