// A person's request from before a sign-out that finishes only after it: the account stays signed out.
import { expect, it } from 'vitest';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { Machine } from '../../../support/machine';
import { makeRecord } from '../../../support/make-record';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const FILE = { kind: 'file', path: '/home/person/tokens.json' } as const;

it('a restore that waits for its place', async () => {
  const machine = new Machine();
  (await machine.signedIn()).crash();
  const open = machine.store().hold('load');
  const { run } = machine.begun();
  await settle();
  const backup = makeTokens(machine.clock.nowMs());
  const restoring = outcomeOf(run.manager().setTokens(backup, { restoredGeneration: 1 }));
  await settle();
  const clearing = run.manager().clear();
  await settle();
  open();
  await machine.clock.advance(1_000);
  await clearing;
  expect([await restoring, run.manager().getTokens(), machine.store().kept]).toEqual([
    'INVALID_INPUT',
    undefined,
    undefined,
  ]);
});

it('the present pair, imported once more, while its place is read', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  const open = machine.store().hold('load');
  const pasting = outcomeOf(run.manager().setTokens(run.manager().getTokens() as AuthTokens));
  await settle();
  const clearing = run.manager().clear();
  open();
  await clearing;
  expect([await pasting, run.manager().getTokens(), machine.store().kept]).toEqual([
    'INVALID_INPUT',
    undefined,
    undefined,
  ]);
});

it.each(['that does not say which file it is', 'that is looked at'])('a move to tokens on a drive %s', async (what) => {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.manager().clear();
  const found = makeRecord(3, machine.clock.nowMs());
  machine.file(FILE.path).kept = found;
  const open = what === 'that is looked at' ? machine.store(FILE).hold('load') : machine.hang(FILE.path);
  const moving = outcomeOf(run.registry.moveTokens('default', FILE));
  await settle();
  const clearing = run.manager().clear();
  open();
  await clearing;
  expect([await moving, run.manager().getTokens(), machine.file(FILE.path).kept]).toEqual([
    'INVALID_INPUT',
    undefined,
    found,
  ]);
  expect(run.registry.get('default').store.kind).toBe('keychain');
});

it('a move, which does not move a later sign-in', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  const answer = machine.store().hold('load');
  const moving = outcomeOf(run.registry.moveTokens('default', FILE));
  await settle();
  const clearing = outcomeOf(run.manager().clear());
  const signing = outcomeOf(run.manager().setTokens(makeTokens(machine.clock.nowMs(), 900_000, 'account-2')));
  await settle();
  answer();
  await machine.clock.advance(60_000);
  expect(await Promise.all([clearing, signing])).toEqual([undefined, undefined]);
  expect([await moving, machine.file(FILE.path).kept]).toEqual(['INVALID_INPUT', undefined]);
});
