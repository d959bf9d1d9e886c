// An exchanged refresh token is never sent again, wherever it comes from: another account, a file, a later run.
import { describe, expect, it } from 'vitest';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { Machine, type Run } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';
import { untilDueMs } from '../../../support/moments';

compareSecretsByText();

const MINUTE = 60_000;
const FILE: StoreChoice = { kind: 'file', path: '/home/person/tokens.json' };

const timesAsked = (machine: Machine, { refreshToken }: AuthTokens) =>
  machine.gateway.asked.filter(({ current }) => current.refreshToken.equals(refreshToken)).length;
const toDue = (machine: Machine, run: Run, profileId = 'default') =>
  machine.clock.advance(untilDueMs(machine.clock, run.refresher(profileId)));
const current = (run: Run, profileId = 'default') => run.manager(profileId).getTokens();

/** The account's shown state, and why its tokens cannot be refreshed. */
const told = (run: Run, profileId = 'default') => {
  const { sessionFacet, failure } = run.refresher(profileId);
  return [sessionFacet, failure?.message];
};
const USED_UP = [
  'needs-sign-in',
  'These tokens are an old copy and used up: on this computer they were exchanged for newer ones.',
];

/** A record as another client writes it, or as in a copy of the file. */
const copied = (machine: Machine, tokens: AuthTokens): TokenRecord => ({
  tokens,
  origin: 'https://axiom.trade',
  recordGeneration: 0,
  savedAtMs: machine.clock.nowMs(),
});

describe('a used-up refresh token is not sent', () => {
  it('by an account that could not be read when its pair was pasted into another one', async () => {
    const machine = new Machine();
    const first = await machine.signedIn();
    const pair = first.manager().getTokens() as AuthTokens;
    machine.lock();
    first.crash();
    const run = await machine.started();
    await run.registry.addNamed('second');
    const [, second] = run.registry.list();
    await second?.manager.setTokens(pair);
    await toDue(machine, run, second?.id);
    expect(timesAsked(machine, pair)).toBe(1);
    machine.unlock();
    await run.manager().retryStorage();
    await machine.clock.advance(20 * MINUTE);
    expect(told(run)).toEqual(USED_UP);
    expect([timesAsked(machine, pair), second?.refresher.sessionFacet]).toEqual([1, 'ok']);
  });

  it('by an account that gets it a little later, when the other has moved on', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const pair = current(run) as AuthTokens;
    await toDue(machine, run);
    await run.registry.addNamed('second');
    const second = run.registry.list()[1]?.manager;
    expect(await outcomeOf(second?.setTokens(pair) ?? Promise.resolve())).toBe('INVALID_INPUT');
    expect([second?.getTokens(), second?.storageFacet]).toEqual([undefined, 'saved']);
  });

  it('when an own older pair is pasted over the newer one, which stays', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const pair = current(run) as AuthTokens;
    await toDue(machine, run);
    const newer = current(run);
    expect(await outcomeOf(run.manager().setTokens(pair))).toBe('INVALID_INPUT');
    expect([current(run), machine.store().kept?.tokens]).toEqual([newer, newer]);
  });

  it('in a later run, which asks the list before anything is pasted', async () => {
    const machine = new Machine();
    const first = await machine.signedIn();
    const pair = current(first) as AuthTokens;
    await toDue(machine, first);
    const run = await machine.restarted(first);
    expect([await run.registry.isSpent(pair), await run.registry.isSpent(current(run) as AuthTokens)]).toEqual([
      true,
      false,
    ]);
    expect(await outcomeOf(run.manager().setTokens(pair))).toBe('INVALID_INPUT');
  });

  it('when an old copy of the file was put back while the app was off', async () => {
    const machine = new Machine();
    const first = await machine.signedIn();
    await first.registry.moveTokens('default', FILE);
    const pair = current(first) as AuthTokens;
    await toDue(machine, first);
    first.crash();
    machine.file(FILE.path).kept = copied(machine, pair);
    const run = await machine.started();
    await machine.clock.advance(20 * MINUTE);
    expect([told(run), timesAsked(machine, pair)]).toEqual([USED_UP, 1]);
    // Nothing is removed, and a sign-in is enough.
    expect(machine.file(FILE.path).kept?.tokens).toEqual(pair);
    await run.manager().setTokens(machine.gateway.issue().tokens);
    expect(run.refresher().sessionFacet).toBe('ok');
  });

  it('when an account that is empty takes a copy of a file that another one has refreshed', async () => {
    const machine = new Machine();
    const first = await machine.signedIn();
    const pair = current(first) as AuthTokens;
    await toDue(machine, first);
    machine.file(FILE.path).kept = copied(machine, pair);
    const run = await machine.restarted(first);
    await run.registry.addNamed('second');
    const id = run.registry.list()[1]?.id ?? '';
    await run.registry.moveTokens(id, FILE);
    await machine.clock.advance(20 * MINUTE);
    expect([told(run, id), timesAsked(machine, pair)]).toEqual([USED_UP, 1]);
  });

  it('again after a person signed in meanwhile: the answer is kept beside the new tokens, and comes back when those are refused', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const pair = current(run) as AuthTokens;
    const held = machine.gateway.held();
    machine.gateway.script.push(held.step);
    const refreshing = outcomeOf(run.refresher().refresh('person'));
    await settle();
    await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
    held.release(machine.gateway.issue());
    expect(await refreshing).toBe('CANCELLED');
    machine.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    await machine.clock.advance(30 * MINUTE);
    expect([run.refresher().sessionFacet, timesAsked(machine, pair)]).toEqual(['ok', 1]);
  });

  it('when the pair that was kept for a return is one that another account has refreshed since', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const kept = current(run) as AuthTokens;
    await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
    await run.registry.addNamed('second');
    const second = run.registry.list()[1];
    await second?.manager.setTokens(kept);
    await second?.refresher.refresh('person');
    await second?.manager.clear();
    machine.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    await machine.clock.advance(30 * MINUTE);
    expect([run.refresher().sessionFacet, timesAsked(machine, kept)]).toEqual(['needs-sign-in', 1]);
  });
});

it('is replaced at once by the pair kept beside it, which still works', async () => {
  const machine = new Machine();
  const first = await machine.signedIn();
  const usedUp = current(first) as AuthTokens;
  // The record itself names the last exchanged one.
  for (const _ of [1, 2]) await toDue(machine, first);
  // A program that does not know the list has put it there.
  const good = current(first) as AuthTokens;
  first.crash();
  machine.spent.failure = 'STORAGE_UNAVAILABLE';
  const run = await machine.started();
  await run.manager().setTokens(usedUp);
  machine.spent.failure = undefined;
  await run
    .refresher()
    .refresh('person')
    .catch(() => undefined);
  expect(current(run)).toEqual(good);
  expect(run.refresher().history.attempts.at(-1)).toMatchObject({ isUnsent: true, hasTakenBack: true });
  await machine.clock.advance(MINUTE);
  await toDue(machine, run);
  expect([timesAsked(machine, usedUp), timesAsked(machine, good), run.refresher().sessionFacet]).toEqual([1, 1, 'ok']);
});

/** A person brings the pair to the account. */
async function pasted(run: Run, tokens: AuthTokens) {
  await run.registry.isSpent(tokens);
  return outcomeOf(run.manager().setTokens(tokens));
}

it.each([{ kind: 'keychain' } as const, FILE])(
  'is known after a crash while the answer was saved: $kind',
  async (home) => {
    const machine = new Machine();
    const first = await machine.signedIn();
    if (home === FILE) await first.registry.moveTokens('default', home);
    await toDue(machine, first);
    const usedUp = current(first) as AuthTokens;
    const open = machine.store(home).hold('save');
    await toDue(machine, first);
    first.crash();
    open();
    const run = await machine.started();
    await settle();
    const newer = current(run) as AuthTokens;
    expect([await pasted(run, usedUp), current(run), newer.refreshToken.equals(usedUp.refreshToken)]).toEqual([
      'INVALID_INPUT',
      newer,
      false,
    ]);
    await toDue(machine, run);
    expect([timesAsked(machine, usedUp), timesAsked(machine, newer)]).toEqual([1, 1]);
  },
);

it('is known after a restart, though there was no space to note it at first', async () => {
  const machine = new Machine();
  const first = await machine.signedIn();
  const usedUp = current(first) as AuthTokens;
  machine.gateway.script.push(async () => {
    machine.spent.failure = 'STORAGE_FULL';
    return machine.gateway.issue();
  });
  await toDue(machine, first);
  machine.spent.failure = undefined;
  for (const _ of [1, 2]) await toDue(machine, first);
  const run = await machine.restarted(first);
  expect([await pasted(run, usedUp), timesAsked(machine, usedUp)]).toEqual(['INVALID_INPUT', 1]);
});

it('does not include a pair that another program wrote during the request, nor one that a sign-in replaced', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.moveTokens('default', FILE);
  const held = machine.gateway.held();
  machine.gateway.script.push(held.step);
  const refreshing = run.refresher().refresh('person');
  await settle();
  const signedInElsewhere = makeTokens(machine.clock.nowMs() + 1);
  machine.store(FILE).kept = copied(machine, signedInElsewhere);
  await run.manager().retryStorage();
  held.release(machine.gateway.issue());
  await refreshing;
  const before = current(run) as AuthTokens;
  await run.manager().setTokens(machine.gateway.issue().tokens);
  const next = await machine.restarted(run);
  for (const tokens of [signedInElsewhere, before]) expect(await next.registry.isSpent(tokens)).toBe(false);
});

it('is no reason to wait for accounts with other tokens', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.addNamed('second');
  const second = run.registry.list()[1];
  await second?.manager.setTokens(machine.gateway.issue().tokens);
  const held = machine.gateway.held();
  machine.gateway.script.push(held.step);
  const refreshing = run.refresher().refresh('person');
  await settle();
  await second?.refresher.refresh('person');
  expect(second?.refresher.failure).toBeUndefined();
  held.release(machine.gateway.issue());
  await refreshing;
});
