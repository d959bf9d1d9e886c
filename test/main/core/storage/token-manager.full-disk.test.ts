// The disk with the app's own folder is full: old files can be read, nothing new can be written.
import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;
const FILE = { kind: 'file', path: '/home/person/tokens.json' } as const satisfies StoreChoice;
const KEYCHAIN = { kind: 'keychain' } as const satisfies StoreChoice;

it.each([FILE, KEYCHAIN])(
  'two programs on one $kind send nothing that could not be saved safely, say so, and continue once there is space',
  async (choice) => {
    const machine = new Machine();
    const one = await machine.signedIn();
    if (choice.kind === 'file') await one.registry.moveTokens('default', choice);
    const two = await new Machine([{ id: 'default', name: 'main', store: choice, hasTokens: true }], machine).started();
    const journal = machine.journalOf(choice.kind === 'file' ? FILE.path : undefined);
    journal.failure = 'STORAGE_FULL';
    machine.store(choice).fail(['save'], 'STORAGE_FULL');
    await machine.clock.advance(10 * MINUTE);
    expect(machine.gateway.asked).toEqual([]);
    expect(one.manager().isExpired()).toBe(false);
    expect(one.refresher().failure).toMatchObject({ code: 'STORAGE_FULL', unsent: true });
    journal.failure = undefined;
    machine.store(choice).fail(['save']);
    await machine.clock.advance(20 * MINUTE);
    const sent = machine.gateway.asked.map(({ current }) => current.refreshToken.expose());
    expect([sent.length > 0, sent.length]).toEqual([true, new Set(sent).size]);
    expect([one, two].map((run) => [run.manager().isExpired(), run.refresher().failure])).toEqual([
      [false, undefined],
      [false, undefined],
    ]);
  },
);

it('a journal alone that cannot be written prevents sending the refresh token', async () => {
  const machine = new Machine();
  const run = await machine.signedIn();
  machine.journalOf().failure = 'STORAGE_DENIED';
  await machine.clock.advance(10 * MINUTE);
  expect(machine.gateway.asked).toEqual([]);
  expect(run.refresher().failure?.message).toMatch(
    /^Nothing was refreshed, because new tokens could not be saved safely\./,
  );
});

it.each([
  [FILE, 0],
  [FILE, 10],
  [KEYCHAIN, 0],
  [KEYCHAIN, 10],
])(
  'a sign-out from a %j whose mark cannot be written for %i minutes is not undone by another program',
  async (choice, minutes) => {
    const machine = new Machine();
    const one = await machine.signedIn();
    if (choice.kind === 'file') await one.registry.moveTokens('default', choice);
    const two = await new Machine([{ id: 'default', name: 'main', store: choice, hasTokens: true }], machine).started();
    await machine.clock.advance(1_000);
    const { add } = machine.marks;
    machine.marks.add = () => Promise.reject(new AxiomTokenError('STORAGE_FULL'));
    await one.manager().clear();
    await machine.clock.advance(minutes * MINUTE);
    machine.marks.add = add.bind(machine.marks);
    await machine.clock.advance(30 * MINUTE);
    expect([one, two].map((run) => run.manager().getTokens())).toEqual([undefined, undefined]);
    expect(machine.store(choice).kept).toBeUndefined();
  },
);

it('a mark is written once it can be, also while the list of accounts still cannot', async () => {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([{ id: 'default', name: 'main', store: KEYCHAIN, hasTokens: true }], machine).started();
  const { add } = machine.marks;
  machine.marks.add = () => Promise.reject(new AxiomTokenError('STORAGE_FULL'));
  machine.index.breakWith(new AxiomTokenError('STORAGE_FULL'));
  await outcomeOf(one.manager().clear());
  machine.marks.add = add.bind(machine.marks);
  await machine.clock.advance(30 * MINUTE);
  expect([one, two].map((run) => run.manager().getTokens())).toEqual([undefined, undefined]);
});

it.each([false, true])(
  'what another program has refreshed before a late mark of a move stays with it (the whole folder is full: %s)',
  async (isAll) => {
    const machine = new Machine();
    const one = await machine.signedIn();
    const two = await new Machine(
      [{ id: 'default', name: 'main', store: KEYCHAIN, hasTokens: true }],
      machine,
    ).started();
    const fail = (code?: 'STORAGE_FULL'): void => {
      machine.marks.failure = code;
      for (const port of isAll ? [machine.spent, machine.journalOf(), machine.journalOf(FILE.path)] : [])
        port.failure = code;
    };
    await machine.clock.advance(MINUTE);
    fail('STORAGE_FULL');
    await one.registry.moveTokens('default', FILE);
    await machine.filesChanged();
    if (isAll) machine.journalOf().failure = machine.spent.failure = undefined;
    await two.refresher().refresh('person');
    const renewed = two.manager().getTokens()?.refreshToken;
    fail();
    await machine.clock.advance(MINUTE);
    await one.manager().retryStorage();
    await two.manager().retryStorage();
    expect(two.manager().getTokens()?.refreshToken).toEqual(renewed);
    await machine.clock.advance(30 * MINUTE);
    expect(two.manager().isExpired()).toBe(false);
  },
);
