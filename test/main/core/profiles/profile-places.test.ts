// The index's data about all places: each profile has its own entry and place. Whole profiles: profile-registry.places.test.ts.
import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { placeKey } from '../../../../main/core/ports/place-key';
import type { ProfileEntry, Removal } from '../../../../main/core/ports/profile-index';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import type { Profile } from '../../../../main/core/profiles/profile';
import { ProfilePlaces } from '../../../../main/core/profiles/profile-places';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { MemoryJournal } from '../../../support/fakes/journal/memory-journal';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { createMemoryProfileIndex } from '../../../support/fakes/profile-index/memory-profile-index';
import { makeRecord } from '../../../support/make-record';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

const keychain: StoreChoice = { kind: 'keychain' };
const file = (path: string): StoreChoice => ({ kind: 'file', path });
const sealed = (path: string): StoreChoice => ({ kind: 'sealed-file', path });
const entry = (id: string, more: Partial<ProfileEntry> = {}): ProfileEntry => ({
  id,
  name: `name of ${id}`,
  store: keychain,
  hasTokens: false,
  ...more,
});
const profile = (id: string, store: StoreChoice): Profile =>
  ({
    id,
    name: `name of ${id}`,
    store,
    manager: { place: { key: placeKey(id, store), store: { place: id } } },
  }) as Profile;

function setUp(entries: readonly ProfileEntry[] = [], resolvePlace?: (choice: StoreChoice) => Promise<StoreChoice>) {
  const index = createMemoryProfileIndex(entries);
  const clock = new FakeClock();
  const createStore = () => new ScriptedTokenStore();
  const journals: string[] = [];
  const createJournal = (place: string, kind: string) => {
    journals.push(`${kind} ${place}`);
    return new MemoryJournal();
  };
  const crypto = createNodeCrypto();
  const logger = new RecordingLogger();
  const parts = { index, clock, crypto, logger, createStore, createJournal };
  const places = new ProfilePlaces({ ...parts, ...(resolvePlace ? { resolvePlace } : {}) });
  return { index, clock, places, journals };
}

describe('an entry', () => {
  it('is found by its id or not at all', () => {
    const { places } = setUp([entry('a'), entry('b')]);
    expect(places.entry('b').name).toBe('name of b');
    expect(() => places.entry('c')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('that is not in the index yet is known until it is forgotten', () => {
    const { places, index } = setUp();
    places.addUnlisted(entry('new'));
    expect([places.entry('new').id, index.list()]).toEqual(['new', []]);
    places.forget('new');
    expect(() => places.entry('new')).toThrow('There is no such account.');
  });
});

describe('a place', () => {
  it.each([
    [keychain, false],
    [sealed('/sealed'), false],
    [file('/tokens'), true],
  ])(
    '%o has its journal, which keeps its key itself where other programs would drop it: %s',
    async (choice, isKept) => {
      const { places, journals } = setUp([entry('a')]);
      const { place } = places.open('a', choice);
      expect(journals).toEqual([`${choice.kind} ${place.key}`]);
      const record = makeRecord(1);
      await place.journal?.seal(record);
      expect((await place.journal?.open(record)) !== undefined).toBe(isKept);
    },
  );
});

describe('the notes of a profile', () => {
  const removal: Removal = { store: keychain, sinceMs: 1, reason: 'signed-out' };

  it('are its entry, and no other entry changes', async () => {
    const { places, index } = setUp([entry('a', { signIn: 'x', removing: [removal] }), entry('b')]);
    const notes = places.notesOf('a', () => false);
    expect(notes.read()).toEqual({ hasTokens: false, signIn: 'x', removing: [removal] });
    await notes.write({ hasTokens: true, signIn: 'y', removing: [] });
    expect(index.list()).toEqual([entry('a', { hasTokens: true, signIn: 'y' }), entry('b')]);
  });

  it('bring a new profile into the index with its first tokens', async () => {
    const { places, index } = setUp([entry('a')]);
    places.addUnlisted(entry('new'));
    await places.notesOf('new', () => false).write({ hasTokens: true, removing: [] });
    expect(index.list().map(({ id, hasTokens }) => [id, hasTokens])).toEqual([
      ['a', false],
      ['new', true],
    ]);
  });

  it('do not restore a profile that was removed from the list', async () => {
    const { places, index } = setUp([entry('a')]);
    const notes = places.notesOf('a', () => true);
    await index.remove('a');
    await notes.write({ hasTokens: true, removing: [] });
    expect(index.list()).toEqual([]);
  });

  it('of a move name the new place and not the keychain of the former one', async () => {
    const { places, index } = setUp([entry('a', { hasTokens: true, keychainProvider: 'GNOME Keyring' })]);
    const opened = places.open('a', file('/new'));
    await places.notesOf('a', () => false).write({ hasTokens: true, removing: [removal] }, opened.place);
    expect(index.list()).toEqual([entry('a', { store: file('/new'), hasTokens: true, removing: [removal] })]);
  });

  it('fail as the index does, and the former place stays named', async () => {
    const { places, index } = setUp([entry('a')]);
    const opened = places.open('a', file('/new'));
    index.breakWith(new AxiomTokenError('STORAGE_FULL'));
    const writing = places.notesOf('a', () => false).write({ hasTokens: true, removing: [] }, opened.place);
    expect([await outcomeOf(writing), places.entry('a').store]).toEqual(['STORAGE_FULL', keychain]);
  });
});

describe('one place', () => {
  it('is refused to a second profile, with the name of the first', async () => {
    const { places } = setUp();
    const profiles = [profile('a', file('/tokens')), profile('b', keychain)];
    await expect(places.refuseOwned('b', file('/tokens'), profiles)).rejects.toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: 'name of a keeps its tokens there already.' }),
    );
    await expect(places.refuseOwned('a', file('/tokens'), profiles)).resolves.toBeUndefined();
    await expect(places.refuseOwned('b', file('/other'), profiles)).resolves.toBeUndefined();
    // Each profile has an entry of its own in the keychain.
    await expect(places.refuseOwned('a', keychain, profiles)).resolves.toBeUndefined();
  });

  it('is refused even if the first uses it through a path that has become a link', async () => {
    const { places } = setUp([], async () => file('/real'));
    const profiles = [profile('a', file('/link')), profile('b', keychain)];
    expect(await outcomeOf(places.refuseOwned('b', file('/real'), profiles))).toBe('INVALID_INPUT');
    expect(await outcomeOf(places.refuseOwned('b', file('/other'), profiles))).toBeUndefined();
  });

  it.each([
    [file('/tokens'), sealed('/tokens')],
    [sealed('/tokens'), file('/tokens')],
  ])('is refused also where the first keeps another kind of file there: $kind', async (used, chosen) => {
    const { places } = setUp();
    const refused = places.refuseOwned('b', chosen, [profile('a', used), profile('b', keychain)]);
    await expect(refused).rejects.toThrow('name of a keeps its tokens there already.');
  });

  it('that another profile uses under another spelling is refused to this one, and only this place', async () => {
    const resolvePlace = async () => file('/real');
    const { places } = setUp([entry('a', { store: file('/one') }), entry('b', { store: file('/two') })], resolvePlace);
    await Promise.all(places.findShared([profile('a', file('/one')), profile('b', file('/two'))]).values());
    const second = places.open('b', file('/two')).place.store;
    expect(await outcomeOf(second.load())).toBe('INVALID_INPUT');
    expect(await outcomeOf(places.open('b', file('/three')).place.store.load())).toBeUndefined();
    places.forget('b');
    places.addUnlisted(entry('b'));
    expect(await outcomeOf(second.load())).toBeUndefined();
  });

  it('whose drive does not answer is not waited for longer than ten seconds', async () => {
    const { places, clock } = setUp([entry('a')], () => new Promise(() => undefined));
    const resolved = places.resolve(file('/one')).catch((error: unknown) => error);
    await clock.advance(10_000);
    expect(await resolved).toMatchObject({
      code: 'TIMEOUT',
      message: 'The disk or network drive of /one does not answer.',
      remedy: 'Check the drive and its connection. Or choose another place. Nothing was changed.',
    });
  });

  it('that cannot be found is refused', async () => {
    const { places } = setUp([entry('a')], () => Promise.reject(new AxiomTokenError('STORAGE_UNAVAILABLE')));
    expect(await outcomeOf(places.resolve(file('/one')))).toBe('STORAGE_UNAVAILABLE');
  });

  it('is used as it was chosen if its real path cannot be found', async () => {
    expect(await setUp().places.resolve(file('/link'))).toEqual(file('/link'));
  });
});
