// One opened place and its part of the index. Places of several profiles: profile-registry.places.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { KeychainPin, ProfileEntry, Removal } from '../../../../main/core/ports/profile-index';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { openProfilePlace } from '../../../../main/core/profiles/profile-place';
import { outcomeOf } from '../../../support/core-graph';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makeJournal } from '../../../support/make-journal';
import { makeRecord } from '../../../support/make-record';

const keychain: StoreChoice = { kind: 'keychain' };
const file: StoreChoice = { kind: 'file', path: '/tokens' };

function setUp(choice: StoreChoice = keychain, entered: Partial<ProfileEntry> = {}) {
  let entry: ProfileEntry = { id: 'default', name: 'main', store: keychain, hasTokens: false, ...entered };
  let refused: AxiomTokenError | undefined;
  const journals: string[] = [];
  const store = new ScriptedTokenStore(makeRecord(3));
  const given: { isExpected?: () => boolean; pin?: KeychainPin } = {};
  const opened = openProfilePlace({
    profileId: 'default',
    choice,
    refusal: () => refused,
    createStore: (_profileId, _choice, isExpected, pin) => {
      Object.assign(given, { isExpected, pin });
      return store;
    },
    createJournal: (place) => {
      journals.push(place);
      return makeJournal().journal;
    },
    readEntry: () => entry,
    updateEntry: async (change) => {
      entry = change(entry);
    },
  });
  const { isExpected = () => false, pin = { get: () => undefined, set: async () => undefined } } = given;
  return {
    ...opened,
    opened,
    store,
    isExpected,
    pin,
    journals,
    entry: () => entry,
    enter: (more: Partial<ProfileEntry>) => {
      entry = { ...entry, ...more };
    },
    refuse: (error: AxiomTokenError | undefined) => {
      refused = error;
    },
  };
}

describe('an opened place', () => {
  it('has its key, and a journal unless it is memory', () => {
    expect(setUp().journals).toEqual(['keychain:default']);
    expect(setUp(file).place.key).toBe('file:/tokens');
    const { place, journals } = setUp({ kind: 'memory' });
    expect([place.key, place.journal, journals]).toEqual(['memory:default', undefined, []]);
  });

  it('expects tokens only once it is in use and the index says so', () => {
    const { opened, isExpected, enter } = setUp(keychain, { hasTokens: true });
    expect(isExpected()).toBe(false);
    opened.use();
    expect(isExpected()).toBe(true);
    enter({ hasTokens: false });
    expect(isExpected()).toBe(false);
  });

  it('does not use for itself what the index says of another place', () => {
    const { opened, isExpected } = setUp(file, { hasTokens: true });
    opened.use();
    expect(isExpected()).toBe(false);
  });

  it('expects tokens that are still to be removed from it, in use or not', () => {
    const removal: Removal = { store: file, sinceMs: 0, reason: 'moved' };
    expect(setUp(file, { removing: [removal] }).isExpected()).toBe(true);
    expect(setUp(keychain, { removing: [removal] }).isExpected()).toBe(false);
  });
});

describe('the keychain that took the tokens', () => {
  it('is noted in the index once the place is in use', async () => {
    const { opened, pin, entry } = setUp();
    opened.use();
    await pin.set('GNOME Keyring');
    expect([entry().keychainProvider, opened.provider(), pin.get()]).toEqual(Array(3).fill('GNOME Keyring'));
  });

  it('of a new place is known here, and the index is left as it is until then', async () => {
    const { opened, pin, entry } = setUp(keychain, { store: file, keychainProvider: 'KeePassXC' });
    await pin.set('GNOME Keyring');
    expect([entry().keychainProvider, pin.get(), opened.provider()]).toEqual([
      'KeePassXC',
      'GNOME Keyring',
      'GNOME Keyring',
    ]);
  });
});

describe('a place that must not be used', () => {
  it('is neither read nor written nor emptied, and fails with the refusal', async () => {
    const { place, store, refuse } = setUp();
    refuse(new AxiomTokenError('INVALID_INPUT'));
    const calls = [place.store.load(), place.store.save(makeRecord(4)), place.store.clear()];
    expect(await Promise.all(calls.map(outcomeOf))).toEqual(Array(3).fill('INVALID_INPUT'));
    expect([store.calls, store.kept?.recordGeneration]).toEqual([[], 3]);
  });

  it('works again once there is no refusal any more', async () => {
    const { place, store, refuse } = setUp();
    refuse(new AxiomTokenError('INVALID_INPUT'));
    await outcomeOf(place.store.load());
    refuse(undefined);
    expect(await place.store.load()).toBe(store.kept);
    await place.store.save(makeRecord(4));
    await place.store.clear();
    expect(store.calls).toEqual(['load', 'save', 'clear']);
  });

  it('calls its store only while somebody waits for the call', async () => {
    const { place, store } = setUp();
    const calls = [place.store.save(makeRecord(4), () => false), place.store.clear(() => false)];
    expect(await Promise.all(calls.map(outcomeOf))).toEqual(['TIMEOUT', 'TIMEOUT']);
    expect(store.kept?.recordGeneration).toBe(3);
  });

  it('has the properties of its store, and watches only if that can', () => {
    const { place, store } = setUp();
    expect([place.store.kind, place.store.place, place.store.watch]).toEqual([store.kind, store.place, undefined]);
    Object.assign(store, { requiredUserAction: 'passphrase' });
    expect(place.store.requiredUserAction).toBe('passphrase');
  });
});
