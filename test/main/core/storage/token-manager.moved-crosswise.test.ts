// Two programs with separate data folders move one sign-in, each to the other one's place, while an old copy cannot be removed: the last copy stays.
import { expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine, type Run } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;
const FILE = { kind: 'file', path: '/tokens.json' } as const satisfies StoreChoice;
const OTHER = { kind: 'file', path: '/other.json' } as const satisfies StoreChoice;
const KEYCHAIN = { kind: 'keychain' } as const satisfies StoreChoice;

const move = (run: Run, choice: StoreChoice) => outcomeOf(run.registry.moveTokens('default', choice));
const removingOf = ({ index }: Machine) => index.list()[0]?.removing ?? [];

/** Both programs have moved to the file, and the keychain's copy could not be removed. */
async function bothMoved() {
  const machine = new Machine();
  const beside = new Machine([], machine);
  const one = await machine.signedIn();
  const two = await beside.started();
  machine.store().fail(['clear'], 'STORAGE_UNAVAILABLE');
  await move(one, FILE);
  await move(two, FILE);
  return { machine, beside, one, two, tokens: machine.file(FILE.path).kept?.tokens };
}

it.each(['runs', 'is started later'])(
  'tokens that were moved back stay, although the other program, which %s, has their removal pending',
  async (when) => {
    const { machine, one, two, tokens } = await bothMoved();
    if (when !== 'runs') one.crash();
    await move(two, KEYCHAIN);
    machine.store().fail(['clear']);
    const next = when === 'runs' ? one : await machine.started();
    await machine.clock.advance(10 * MINUTE);
    expect([two.manager().getTokens(), machine.store().kept?.tokens]).not.toContain(undefined);
    expect(two.manager().getTokens()).toEqual(machine.store().kept?.tokens);
    expect([machine.file(FILE.path).kept, next.manager().getTokens(), removingOf(machine)]).toEqual([
      undefined,
      undefined,
      [],
    ]);
    expect([tokens === undefined, next.manager().storageFailure]).toEqual([false, undefined]);
  },
);

it('a copy that was left is removed when the other program signs out of the place in use', async () => {
  const { machine, beside, one, two } = await bothMoved();
  await outcomeOf(two.manager().clear());
  machine.store().fail(['clear']);
  await machine.clock.advance(10 * MINUTE);
  expect([machine.store().kept, machine.file(FILE.path).kept]).toEqual([undefined, undefined]);
  expect([one, two].map((run) => run.manager().getTokens())).toEqual([undefined, undefined]);
  expect([removingOf(machine), removingOf(beside)]).toEqual([[], []]);
});

it('the copy of an interrupted move stays if the other program has moved there since', async () => {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  const file = machine.file(FILE.path);
  const save = file.save.bind(file);
  file.save = async (record) => {
    await save(record);
    one.crash();
  };
  void move(one, FILE);
  await machine.clock.advance(0);
  file.save = save;
  expect([await move(two, FILE), machine.store().kept]).toEqual([undefined, undefined]);
  const next = await machine.started();
  await machine.clock.advance(10 * MINUTE);
  expect([file.kept === undefined, two.manager().getTokens()]).toEqual([false, file.kept?.tokens]);
  expect([next.manager().getTokens(), removingOf(machine)]).toEqual([undefined, []]);
});

it('a copy that was left stays while the place in use was emptied by others, until the person signs out', async () => {
  const machine = new Machine();
  const one = await machine.signedIn();
  machine.store().fail(['clear'], 'STORAGE_UNAVAILABLE');
  await move(one, FILE);
  one.crash();
  machine.store().fail(['clear']);
  machine.file(FILE.path).kept = undefined;
  const next = await machine.started();
  await machine.clock.advance(MINUTE);
  expect([machine.store().kept === undefined, removingOf(machine).length]).toEqual([false, 1]);
  expect(next.manager().storageFailure).toBeDefined();
  await outcomeOf(next.manager().clear());
  await machine.clock.advance(MINUTE);
  // The file itself may be put back.
  const kinds = new Set(removingOf(machine).map(({ store }) => store.kind));
  expect([machine.store().kept, [...kinds]]).toEqual([undefined, ['file']]);
});

it('a profile that comes back to a place where a copy was left uses it', async () => {
  const { machine, one, two } = await bothMoved();
  one.crash();
  await move(two, KEYCHAIN);
  machine.store().fail(['load'], 'STORAGE_UNAVAILABLE');
  const next = await machine.started();
  machine.store().fail(['load', 'clear']);
  await move(next, KEYCHAIN);
  await machine.clock.advance(MINUTE);
  const kept = machine.store().kept?.tokens;
  expect([kept === undefined, next.manager().getTokens(), two.manager().getTokens()]).toEqual([false, kept, kept]);
});

it('two programs that move one sign-in at once, each to a file of its own, leave it in one place', async () => {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  await Promise.all([move(one, FILE), move(two, OTHER)]);
  await machine.clock.advance(10 * MINUTE);
  const places = [KEYCHAIN, FILE, OTHER].flatMap((choice) => machine.store(choice).kept?.tokens ?? []);
  const inMemory = [one, two].flatMap((run) => run.manager().getTokens() ?? []);
  expect(places).toHaveLength(1);
  expect(inMemory).toEqual(places);
});

it.each(['at once', 'one after the other'])('also %s while the keychain is locked', async (when) => {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  machine.lock();
  const moves = [() => move(one, FILE), () => move(two, OTHER)];
  if (when === 'at once') await Promise.all(moves.map((begin) => begin()));
  else for (const begin of moves) await begin();
  await machine.clock.advance(MINUTE);
  const kept = [FILE, OTHER].flatMap((choice) => machine.store(choice).kept?.tokens ?? []);
  expect(kept).toHaveLength(1);
  machine.unlock();
  await machine.clock.advance(10 * MINUTE);
  expect([machine.store().kept, one.manager().storageFailure, two.manager().storageFailure]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([one, two].flatMap((run) => run.manager().getTokens() ?? [])).toHaveLength(1);
});

it('a move from a locked keychain prevents another program from refreshing what it has in memory', async () => {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  machine.lock();
  await move(one, FILE);
  await outcomeOf(two.refresher().refresh('person'));
  expect([two.manager().getTokens(), machine.gateway.asked.length]).toEqual([undefined, 0]);
  await one.refresher().refresh('person');
  machine.unlock();
  await machine.clock.advance(MINUTE);
  expect([machine.gateway.asked.length, one.manager().getTokens()]).toEqual([1, machine.store(FILE).kept?.tokens]);
});

it('a program whose keychain is locked refreshes no sign-in that was moved away before, as the mark says', async () => {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  const moving = move(one, FILE);
  for (let i = 0; i < 2_000 && machine.store().kept; i++) await Promise.resolve();
  machine.lock();
  await moving;
  await outcomeOf(two.refresher().refresh('person'));
  expect([machine.gateway.asked.length, two.manager().getTokens()]).toEqual([0, undefined]);
  machine.unlock();
  await machine.clock.advance(MINUTE);
  expect([one.manager().getTokens(), machine.store().kept]).toEqual([machine.store(FILE).kept?.tokens, undefined]);
});

it('a pair that only this program has, because it could not be sealed, is kept although its sign-in was moved away', async () => {
  const machine = new Machine();
  const beside = new Machine([], machine);
  const [one, two] = [await machine.signedIn(), await beside.started()];
  for (const run of [one, two]) await move(run, FILE);
  machine.file(FILE.path).fail(['load', 'save', 'clear'], 'STORAGE_UNAVAILABLE');
  machine.journalOf(FILE.path).writeSealed = () => Promise.reject(new AxiomTokenError('STORAGE_FULL'));
  await outcomeOf(two.refresher().refresh('person'));
  const newest = two.manager().getTokens();
  await move(one, OTHER);
  await two.manager().retryStorage();
  expect([machine.gateway.asked.length, two.manager().getTokens()]).toEqual([1, newest]);
});

it('a sign-in that another program has moved, and could not remove here yet, is not moved to a third place', async () => {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  machine.store().fail(['clear'], 'STORAGE_UNAVAILABLE');
  await move(one, FILE);
  expect([await move(two, OTHER), machine.store(OTHER).kept]).toEqual(['INVALID_INPUT', undefined]);
  machine.store().fail(['clear']);
  await machine.clock.advance(10 * MINUTE);
  expect([machine.store().kept, two.manager().getTokens()]).toEqual([undefined, undefined]);
  expect(one.manager().getTokens()).toEqual(machine.store(FILE).kept?.tokens);
});

it('but it can be moved if a person has put it back since', async () => {
  const machine = new Machine();
  const one = await machine.signedIn();
  machine.store().fail(['clear'], 'STORAGE_UNAVAILABLE');
  await move(one, FILE);
  expect([await move(one, KEYCHAIN), machine.store(FILE).kept]).toEqual([undefined, undefined]);
  machine.store().fail(['clear']);
  expect([await move(one, OTHER), machine.store().kept]).toEqual([undefined, undefined]);
  expect(one.manager().getTokens()).toEqual(machine.store(OTHER).kept?.tokens);
});
