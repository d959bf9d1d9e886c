// Places that were left while unreadable, and that another program, client or person has changed since. Several programs on one computer.
import { expect, it } from 'vitest';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine, type Run } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';
import { untilDueMs } from '../../../support/moments';

compareSecretsByText();

const MINUTE = 60_000;
const ALL = ['load', 'save', 'clear'] as const;
const FILE = { kind: 'file', path: '/tokens.json' } as const satisfies StoreChoice;
const SEALED = { kind: 'sealed-file', path: '/tokens.sealed' } as const satisfies StoreChoice;

const has = (tokens: AuthTokens | undefined, { refreshToken }: AuthTokens) =>
  tokens?.refreshToken.equals(refreshToken) ?? false;
const toDue = (machine: Machine, run: Run) => machine.clock.advance(untilDueMs(machine.clock, run.refresher()));
const timesSent = ({ gateway }: Machine, { refreshToken }: AuthTokens) =>
  gateway.asked.filter(({ current }) => current.refreshToken.equals(refreshToken)).length;

it.each([
  [FILE, 'STORAGE_UNAVAILABLE'],
  [SEALED, 'STORAGE_LOCKED'],
] as const)(
  'a keychain that was left locked for a $kind, and where another program has refreshed since, is compared once that can be read after a restart',
  async (target, code) => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const other = await new Machine([], machine).started();
    machine.lock();
    await outcomeOf(run.registry.moveTokens('default', target));
    run.crash();
    machine.unlock();
    await toDue(machine, other);
    const newest = other.manager().getTokens() as AuthTokens;
    expect(has(machine.store().kept?.tokens, newest)).toBe(true);
    machine.store(target).fail(ALL, code);
    const next = await machine.started();
    await machine.clock.advance(MINUTE);
    expect(has(machine.store().kept?.tokens, newest)).toBe(true);
    machine.store(target).fail(ALL);
    await next.manager().retryStorage();
    const kept = [next.manager().getTokens(), machine.store(target).kept?.tokens];
    expect([kept.map((tokens) => has(tokens, newest)), machine.store().kept]).toEqual([[true, true], undefined]);
  },
);

it('a file left on a drive that did not answer, and refreshed by the Rust client since: its newer pair is used and the file removed', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  const pair = run.manager().getTokens() as AuthTokens;
  await run.registry.moveTokens('default', FILE);
  machine.store(FILE).fail(ALL, 'STORAGE_UNAVAILABLE');
  await outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }));
  machine.store(FILE).fail(ALL);
  const savedAtMs = machine.clock.nowMs() + 2_000;
  const tokens = makeTokens(savedAtMs);
  machine.store(FILE).kept = { tokens, origin: 'https://axiom.trade', recordGeneration: 0, savedAtMs };
  await run.manager().retryStorage();
  expect([machine.store(FILE).kept, machine.store().kept?.tokens, run.manager().getTokens()]).toEqual([
    undefined,
    tokens,
    tokens,
  ]);
  await machine.clock.advance(20 * MINUTE);
  expect([timesSent(machine, pair), timesSent(machine, tokens)]).toEqual([0, 1]);
});

it('a file that was left while it could not be used, and that the person has deleted since, is not mentioned any more', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.moveTokens('default', FILE);
  machine.store(FILE).fail(ALL, 'STORAGE_DENIED');
  await outcomeOf(run.manager().clear());
  await outcomeOf(run.manager().setTokens(makeTokens(machine.clock.nowMs())));
  await outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }));
  expect(run.manager().storageFailure?.code).toBe('STORAGE_DENIED');
  machine.store(FILE).fail(ALL);
  machine.store(FILE).kept = undefined;
  await run.manager().retryStorage();
  expect([run.manager().place.choice.kind, run.manager().storageFailure]).toEqual(['keychain', undefined]);
  // No message in the meantime: a moment of absence is no deletion.
  await machine.clock.advance(30_000);
  expect([machine.index.list()[0]?.removing, run.manager().storageFailure]).toEqual([undefined, undefined]);
});

it('a file that was left and is missing for a moment, while the Rust client writes it again, is waited for', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  const { origin = '' } = machine.store().kept ?? {};
  await run.registry.moveTokens('default', FILE);
  machine.store(FILE).fail(ALL, 'STORAGE_UNAVAILABLE');
  await outcomeOf(run.registry.moveTokens('default', { kind: 'keychain' }));
  await machine.clock.advance(5_000);
  machine.store(FILE).fail(ALL);
  machine.store(FILE).kept = undefined;
  await run.manager().retryStorage();
  const savedAtMs = machine.clock.nowMs();
  const tokens = makeTokens(savedAtMs);
  machine.store(FILE).kept = { tokens, origin, recordGeneration: 0, savedAtMs };
  await machine.clock.advance(30_000);
  expect([machine.store(FILE).kept, machine.store().kept?.tokens]).toEqual([undefined, tokens]);
});
