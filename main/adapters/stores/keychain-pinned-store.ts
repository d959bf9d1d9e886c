// Wraps a keychain's token store: the first save tries the keychain before it is trusted and notes who keeps the tokens; from then on nothing is
// read from, written to or removed in another keychain that answers in its place. Made by the composition root.
import { AxiomTokenError } from '../../core/base/errors';
import type { KeychainPin } from '../../core/ports/profile-index';
import type { RequiredUserAction, TokenStore } from '../../core/ports/token-store';
import type { Keychain } from '../keychain/keychain';
import { testKeychain } from '../keychain/keychain-self-test';
import type { ReadKeychainProvider } from '../secret-service/secret-service-provider';

export interface PinnedKeychainStoreOptions {
  readonly store: TokenStore;
  /** For the self-test. */
  readonly keychain: Keychain;
  readonly readProvider: ReadKeychainProvider;
  readonly pin: KeychainPin;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Pinned where nobody can tell who keeps the entries: trusted, and no mismatch with anybody. */
const UNKNOWN = 'unknown';

/**
 * The store with its pin. Another provider than the pinned one is `STORAGE_UNAVAILABLE`, naming both; one that cannot be told is none other.
 * A self-test that fails fails the save, and nothing of the tokens was written.
 */
export function createPinnedKeychainStore(options: PinnedKeychainStoreOptions): TokenStore {
  const { store, keychain, readProvider, pin, random } = options;
  let requiredUserAction: RequiredUserAction | undefined;

  const refuseOther = async (): Promise<string | undefined> => {
    const present = await readProvider();
    const pinned = pin.get();
    const isOther = present !== undefined && pinned !== undefined && pinned !== UNKNOWN && pinned !== present;
    requiredUserAction = isOther ? 'other-keychain' : undefined;
    if (isOther) throw otherKeychain(pinned, present);
    return present;
  };
  const load: TokenStore['load'] = async () => {
    if ((await refuseOther()) !== undefined) return store.load();
    const [loaded] = await Promise.allSettled([store.load()]);
    // A service that did not run was started by the call, and may be another one than before.
    await refuseOther();
    if (loaded.status === 'rejected') throw loaded.reason;
    return loaded.value;
  };
  const admitWrite = async (): Promise<void> => {
    const pinned = pin.get();
    if ((await refuseOther()) !== undefined || pinned === undefined || pinned === UNKNOWN) return;
    // Looking starts a service that does not run, so that it is known before anything is written to it.
    await store.load().catch(() => undefined);
    await refuseOther();
  };

  return {
    kind: store.kind,
    place: store.place,
    get requiredUserAction() {
      return requiredUserAction;
    },
    load,
    async save(record) {
      const pinned = pin.get();
      await admitWrite();
      if (pinned === undefined) {
        const test = await testKeychain(keychain, random);
        if (!test.isOk) throw test.error;
      }
      await store.save(record);
      // Who took them may have come between the question and the write: then they are not where they belong.
      const provider = (await refuseOther()) ?? pinned ?? UNKNOWN;
      if (provider !== pinned) await pin.set(provider);
    },
    async clear() {
      await admitWrite();
      await store.clear();
    },
  };
}

function otherKeychain(pinned: string, present: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The tokens are kept by ${pinned}, but ${present} answers as the system keychain now.`,
    remedy: `Start ${pinned} again, or choose to keep the tokens in ${present} from now on. Your tokens are untouched.`,
  });
}
