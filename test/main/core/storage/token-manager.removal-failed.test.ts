// A removal that fails, or never returns, on a drive that is disconnected then: the record is still there, though invisible.
import { expect, it } from 'vitest';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { Machine } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;
const FILE = { kind: 'file', path: '/drive/tokens.json' } as const;
const SEALED = { kind: 'sealed-file', path: '/drive/tokens.axiomsealed' } as const;
const KEYCHAIN = { kind: 'keychain' } as const;
const ALL = ['load', 'save', 'clear'] as const;

async function signedInAt(choice: StoreChoice) {
  const machine = new Machine([{ id: 'default', name: 'main', store: choice, hasTokens: false }]);
  const run = await machine.signedIn();
  const store = machine.store(choice);
  const unplug = async (): Promise<void> => {
    store.fail(ALL, 'STORAGE_UNAVAILABLE', { isMissing: true });
    await machine.filesChanged();
  };
  const plugIn = async (): Promise<void> => {
    store.fail(ALL);
    await machine.filesChanged();
    await machine.clock.advance(6 * MINUTE);
  };
  return { machine, run, store, unplug, plugIn };
}

it.each([
  [FILE, 'STORAGE_DENIED', false],
  [FILE, 'STORAGE_UNAVAILABLE', true],
  [SEALED, 'STORAGE_DENIED', true],
] as const)(
  'of a sign-out at %j (%s; restarted: %s) is done once the drive is back',
  async (choice, code, restarts) => {
    const { machine, run, store, unplug, plugIn } = await signedInAt(choice);
    store.fail(['clear'], code);
    expect(await outcomeOf(run.manager().clear())).toBe(code);
    await unplug();
    const later = restarts ? await machine.restarted(run) : run;
    await machine.clock.advance(2 * MINUTE);
    expect(machine.index.list()[0]?.removing).toHaveLength(1);
    await plugIn();
    expect([later.manager().getTokens(), store.kept, machine.index.list()[0]?.removing]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  },
);

it.each([true, false])(
  'of a sign-out at a mount that dies meanwhile is done once it is back (crashed: %s)',
  async (crashes) => {
    const { machine, run, store, unplug, plugIn } = await signedInAt(FILE);
    const { kept } = store;
    const end = store.hold('clear');
    const outcome = outcomeOf(run.manager().clear());
    await settle();
    if (!crashes) await machine.clock.advance(12_000);
    await unplug();
    const later = crashes ? await machine.restarted(run) : run;
    end();
    if (!crashes) expect(await outcome).toBe('TIMEOUT');
    store.kept = kept;
    await machine.clock.advance(2 * MINUTE);
    await plugIn();
    expect([later.manager().getTokens(), store.kept]).toEqual([undefined, undefined]);
  },
);

it('of the copy that a move has left is done once the drive is back', async () => {
  const { machine, run, store, unplug, plugIn } = await signedInAt(FILE);
  store.fail(['clear'], 'STORAGE_DENIED');
  expect(await outcomeOf(run.registry.moveTokens('default', KEYCHAIN))).toBe('STORAGE_DENIED');
  await unplug();
  await machine.clock.advance(6 * MINUTE);
  expect(run.manager().storageFailure?.isMissing).toBe(true);
  await plugIn();
  expect([store.kept, run.manager().storageFacet]).toEqual([undefined, 'saved']);
});

it('of a keychain entry is done when the keychain shows it again', async () => {
  const { machine, run, store } = await signedInAt(KEYCHAIN);
  const { kept } = store;
  store.fail(['clear'], 'STORAGE_DENIED');
  await outcomeOf(run.manager().clear());
  store.fail(ALL);
  store.kept = undefined;
  await machine.clock.advance(6 * MINUTE);
  store.kept = kept;
  const later = await machine.restarted(run);
  expect([later.manager().getTokens(), store.kept]).toEqual([undefined, undefined]);
});

it('of a keychain entry that was removed too late is over', async () => {
  const { machine, run, store } = await signedInAt(KEYCHAIN);
  store.fail(['clear'], 'TIMEOUT');
  await outcomeOf(run.manager().clear());
  store.fail(ALL);
  store.kept = undefined;
  await machine.clock.advance(6 * MINUTE);
  expect([machine.index.list()[0]?.removing, run.manager().storageFacet]).toEqual([undefined, 'saved']);
});

it.each(['where tokens are kept', 'where a move has left them'])(
  'that a crash interrupted after the file was removed, %s, is finished by the next start',
  async (where) => {
    const { machine, run, store } = await signedInAt(FILE);
    store.hold('clear');
    const isMove = where === 'where a move has left them';
    void outcomeOf(isMove ? run.registry.moveTokens('default', KEYCHAIN) : run.manager().clear());
    await settle();
    await settle();
    expect(store.calls.at(-1)).toBe('clear');
    store.kept = undefined;
    store.fail(['load'], 'STORAGE_UNAVAILABLE', { isMissing: true, isDeleted: true });
    const later = await machine.restarted(run);
    await machine.clock.advance(MINUTE);
    expect([machine.index.list()[0]?.removing, later.manager().storageFailure]).toEqual([undefined, undefined]);
    const marks = await machine.marks.read(`file:${FILE.path}`);
    expect(marks.map(({ atMs }) => atMs > 0)).toEqual([true]);
  },
);

it.each([false, true])(
  'of a mount that died does not count as done for another program that starts while it is away (looks again: %s)',
  async (looksTwice) => {
    const { machine, run, store, unplug, plugIn } = await signedInAt(FILE);
    const { kept } = store;
    const two = new Machine([{ id: 'default', name: 'main', store: FILE, hasTokens: true }], machine);
    const first = await two.started();
    first.crash();
    const end = store.hold('clear');
    const outcome = outcomeOf(run.manager().clear());
    await settle();
    await machine.clock.advance(12_000);
    await unplug();
    end();
    expect(await outcome).toBe('TIMEOUT');
    store.kept = kept;
    const other = await two.started();
    if (looksTwice) await outcomeOf(other.manager().retryStorage());
    await machine.clock.advance(2 * MINUTE);
    expect(machine.index.list()[0]?.removing).toHaveLength(1);
    await plugIn();
    expect([run.manager().getTokens(), other.manager().getTokens(), store.kept]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  },
);
