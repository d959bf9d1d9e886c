// The self-test before the first save, and the binding to the keychain that has the tokens: over a keychain in memory whose provider changes.
import { beforeEach, describe, expect, it } from 'vitest';
import { createPinnedKeychainStore } from '../../../../main/adapters/stores/keychain-pinned-store';
import { createKeychainTokenStore } from '../../../../main/adapters/stores/keychain-token-store';
import type { KeychainPin } from '../../../../main/core/ports/profile-index';
import { exposed, makeRecord } from '../../../support/make-record';
import { outcomeOf } from '../../../support/core-graph';
import { MemoryKeychain } from '../../../support/fakes/keychain/memory-keychain';

let keychain: MemoryKeychain;
let provider: string | undefined;
let pinned: string | undefined;
let accounts: string[];

const pin: KeychainPin = {
  get: () => pinned,
  set: async (name) => {
    pinned = name;
  },
};
const openStore = (isExpected = false, over = keychain) =>
  createPinnedKeychainStore({
    store: createKeychainTokenStore({ keychain: over, profileId: 'default', isExpected: () => isExpected }),
    keychain: over,
    readProvider: async () => provider,
    pin,
    random: Math.random,
  });

beforeEach(() => {
  keychain = new MemoryKeychain();
  accounts = [];
  keychain.keeps = (account, text) => {
    accounts.push(account.replace(/\..*/, ''));
    return text;
  };
  provider = 'GNOME Keyring';
  pinned = undefined;
});

describe('the first save into a keychain', () => {
  it('tests it with a worthless text before, removes that, and notes the provider', async () => {
    await openStore().save(makeRecord(1));
    expect(accounts).toEqual(['self-test', 'default']);
    expect([...keychain.entries.keys()]).toEqual(['default']);
    expect(pinned).toBe('GNOME Keyring');
  });

  it('is the only one with a test, over any number of starts', async () => {
    await openStore().save(makeRecord(1));
    for (const generation of [2, 3]) await openStore(true).save(makeRecord(generation));
    await openStore(true).load();
    expect(accounts).toEqual(['self-test', 'default', 'default', 'default']);
  });

  it('writes no token and notes no provider when the keychain does not return what was written', async () => {
    keychain.keeps = () => 'something else';
    const store = openStore();
    await expect(store.save(makeRecord(1))).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: 'The keychain accepted a test text but did not return the same one.',
    });
    expect(keychain.entries.has('default')).toBe(false);
    expect(pinned).toBeUndefined();
  });

  it('is tested again at the next save after a failed one', async () => {
    const keeps = keychain.keeps;
    keychain.keeps = () => undefined;
    const store = openStore();
    expect(await outcomeOf(store.save(makeRecord(1)))).toBe('STORAGE_UNAVAILABLE');
    keychain.keeps = keeps;
    await store.save(makeRecord(1));
    expect(accounts).toEqual(['self-test', 'default']);
  });

  it('does not trust a keychain that cannot remove an entry', async () => {
    keychain.delete = async () => false;
    expect(await outcomeOf(openStore().save(makeRecord(1)))).toBe('STORAGE_UNAVAILABLE');
    expect(keychain.entries.has('default')).toBe(false);
  });
});

describe('another keychain in place of the one that took the tokens', () => {
  it('is not read, written or cleared; both are named, with the two ways to continue', async () => {
    const store = openStore(true);
    await store.save(makeRecord(1));
    provider = 'KeePassXC';
    const other = new MemoryKeychain();
    const there = openStore(true, other);
    const expected = {
      code: 'STORAGE_UNAVAILABLE',
      message: 'The tokens are kept by GNOME Keyring, but KeePassXC answers as the system keychain now.',
      remedy: expect.stringMatching(
        /^Start GNOME Keyring again, or choose to keep the tokens in KeePassXC from now on/,
      ),
    };
    await expect(there.load()).rejects.toMatchObject(expected);
    await expect(there.save(makeRecord(2))).rejects.toMatchObject(expected);
    await expect(there.clear()).rejects.toMatchObject(expected);
    expect([other.changes, other.entries.size, pinned]).toEqual([0, 0, 'GNOME Keyring']);
    expect(there.requiredUserAction).toBe('other-keychain');
  });

  it('no longer matters as soon as the former one answers again', async () => {
    const record = makeRecord(1);
    const store = openStore(true);
    await store.save(record);
    provider = 'KeePassXC';
    expect(await outcomeOf(store.load())).toBe('STORAGE_UNAVAILABLE');
    provider = 'GNOME Keyring';
    expect(exposed(await store.load())).toEqual(exposed(record));
    expect(store.requiredUserAction).toBeUndefined();
  });

  it('is noticed if it takes over during a write, and is not noted as the keychain of the tokens', async () => {
    const store = openStore(true);
    await store.save(makeRecord(1));
    keychain.keeps = (_account, text) => {
      provider = 'KeePassXC';
      return text;
    };
    expect(await outcomeOf(store.save(makeRecord(2)))).toBe('STORAGE_UNAVAILABLE');
    expect([pinned, store.requiredUserAction]).toEqual(['GNOME Keyring', 'other-keychain']);
  });

  it('is noticed when the first call is what starts it', async () => {
    await openStore().save(makeRecord(1));
    const other = new MemoryKeychain();
    provider = undefined;
    other.onGet = () => {
      provider = 'KeePassXC';
    };
    expect(await outcomeOf(openStore(true, other).load())).toBe('STORAGE_UNAVAILABLE');
    provider = undefined;
    expect(await outcomeOf(openStore(true, other).save(makeRecord(2)))).toBe('STORAGE_UNAVAILABLE');
    provider = undefined;
    expect(await outcomeOf(openStore(true, other).clear())).toBe('STORAGE_UNAVAILABLE');
    expect(other.changes).toBe(0);
  });
});

describe('a keychain whose provider is unknown', () => {
  it('is not treated as another one: tokens are read and saved as before', async () => {
    await openStore().save(makeRecord(1));
    provider = undefined;
    expect((await openStore(true).load())?.recordGeneration).toBe(1);
    await openStore(true).save(makeRecord(2));
    expect((await openStore(true).load())?.recordGeneration).toBe(2);
    expect(pinned).toBe('GNOME Keyring');
  });

  it('is tested once, and gets its name when that is known later', async () => {
    provider = undefined;
    await openStore().save(makeRecord(1));
    await openStore(true).save(makeRecord(2));
    provider = 'KWallet';
    expect((await openStore(true).load())?.recordGeneration).toBe(2);
    await openStore(true).save(makeRecord(3));
    expect(accounts).toEqual(['self-test', 'default', 'default', 'default']);
    expect(pinned).toBe('KWallet');
  });
});

it('tokens of an older version, without a name beside them, are read as they are and named at the next save', async () => {
  await createKeychainTokenStore({ keychain, profileId: 'default', isExpected: () => false }).save(makeRecord(5));
  const store = openStore(true);
  expect((await store.load())?.recordGeneration).toBe(5);
  expect(pinned).toBeUndefined();
  await store.save(makeRecord(6));
  expect(pinned).toBe('GNOME Keyring');
});
