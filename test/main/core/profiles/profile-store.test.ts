import { describe, expect, it } from 'vitest';
import type { KeychainPin, ProfileEntry } from '../../../../main/core/ports/profile-index';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { openProfileStore, sameChoice } from '../../../../main/core/profiles/profile-store';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeRecord } from '../../../support/make-record';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

const KEYCHAIN: StoreChoice = { kind: 'keychain' };
const FILE: StoreChoice = { kind: 'file', path: '/home/person/tokens.json' };

function opened(choice: StoreChoice, entry: ProfileEntry, isInUse = true) {
  const inner = new ScriptedTokenStore();
  const state = { entry, isInUse, written: [] as ProfileEntry[] };
  const asked: { id: string; choice: StoreChoice; isExpected: () => boolean; pin: KeychainPin }[] = [];
  const { store, pin } = openProfileStore({
    profileId: 'bot',
    choice,
    createStore: (id, where, isExpected, given) => {
      asked.push({ id, choice: where, isExpected, pin: given });
      return inner;
    },
    marks: {
      read: () => state.entry,
      update: async (change) => {
        state.entry = change(state.entry);
        state.written.push(state.entry);
      },
    },
    isInUse: () => state.isInUse,
    clock: new FakeClock(),
  });
  return { store, pin, inner, state, asked };
}

const entryAt = (store: StoreChoice, more: Partial<ProfileEntry> = {}): ProfileEntry => ({
  id: 'bot',
  name: 'Bot',
  store,
  hasTokens: false,
  ...more,
});

describe('the store of a profile', () => {
  it('is made for its id and place, and knows from the index whether tokens are expected', () => {
    const { asked, state, pin } = opened(KEYCHAIN, entryAt(KEYCHAIN, { hasTokens: true }));
    expect(asked).toMatchObject([{ id: 'bot', choice: KEYCHAIN }]);
    expect([asked[0]?.pin === pin, asked[0]?.isExpected()]).toEqual([true, true]);
    state.entry = entryAt(KEYCHAIN);
    expect(asked[0]?.isExpected()).toBe(false);
  });

  it('marks tokens as kept, as leaving since when, and as gone', async () => {
    const { store, state, inner } = opened(KEYCHAIN, entryAt(KEYCHAIN));
    await store.save(makeRecord());
    const release = inner.hold('clear');
    const cleared = store.clear();
    await new FakeClock().advance(0);
    expect([store.deletionPendingSinceMs, state.entry.deletionPendingSinceMs]).toEqual([FAKE_START_MS, FAKE_START_MS]);
    release();
    await cleared;
    expect(state.written).toStrictEqual([
      entryAt(KEYCHAIN, { hasTokens: true }),
      entryAt(KEYCHAIN, { deletionPendingSinceMs: FAKE_START_MS }),
      entryAt(KEYCHAIN),
    ]);
    expect(store.deletionPendingSinceMs).toBeUndefined();
  });

  it.each([
    ['the index speaks of another place', KEYCHAIN, true],
    ['it is not in use yet', FILE, false],
  ])('leaves the index alone while %s', async (_when, present, isInUse) => {
    const marks = { hasTokens: true, deletionPendingSinceMs: 5, keychainProvider: 'KWallet' };
    const { store, state, asked, pin } = opened(FILE, entryAt(present, marks), isInUse);
    expect([asked[0]?.isExpected(), store.deletionPendingSinceMs, pin.get()]).toEqual([false, undefined, undefined]);
    await store.save(makeRecord());
    await pin.set('GNOME Keyring');
    await store.clear();
    expect([state.written, pin.get()]).toEqual([[], 'GNOME Keyring']);
    state.entry = entryAt(FILE, marks);
    state.isInUse = true;
    expect([asked[0]?.isExpected(), store.deletionPendingSinceMs, pin.get()]).toEqual([true, 5, 'KWallet']);
  });

  it('notes which keychain took the tokens, beside what the index says already', async () => {
    const { pin, state } = opened(KEYCHAIN, entryAt(KEYCHAIN, { hasTokens: true, keychainProvider: 'KWallet' }));
    expect(pin.get()).toBe('KWallet');
    await pin.set('GNOME Keyring');
    expect(state.written).toStrictEqual([entryAt(KEYCHAIN, { hasTokens: true, keychainProvider: 'GNOME Keyring' })]);
    expect(pin.get()).toBe('GNOME Keyring');
  });

  it('in memory marks nothing', async () => {
    const { store, inner, state } = opened({ kind: 'memory' }, entryAt({ kind: 'memory' }));
    await store.save(makeRecord());
    await store.clear();
    expect([store === inner, state.written]).toEqual([true, []]);
  });
});

describe('two choices', () => {
  it.each([
    [KEYCHAIN, KEYCHAIN, true],
    [FILE, { ...FILE }, true],
    [FILE, { ...FILE, path: '/other' }, false],
    [FILE, { ...FILE, kind: 'sealed-file' }, false],
    [KEYCHAIN, FILE, false],
    [KEYCHAIN, { kind: 'memory' }, false],
  ] as const)('%j and %j are the same place: %s', (one, other, isSame) => {
    expect([sameChoice(one, other), sameChoice(other, one)]).toEqual([isSame, isSame]);
  });
});
