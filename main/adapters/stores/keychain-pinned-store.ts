// Wraps the keychain's token store. The first save tests the keychain and notes ("pins") its provider; from then on, if another keychain answers, it is not
// read, written or cleared. Made by the composition root.
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

/** The pin for a provider that is not known; it matches every provider. */
const UNKNOWN = 'unknown';

/**
 * The store with its pin. Another provider than the pinned one is `STORAGE_UNAVAILABLE`, with both names; an unknown provider is accepted.
 * If the self-test fails, the save fails and no token was written.
 */
export function createPinnedKeychainStore(options: PinnedKeychainStoreOptions): TokenStore {
  const { store, keychain, readProvider, pin, random } = options;
  let requiredUserAction: RequiredUserAction | undefined;

  const refuseOtherProvider = async (): Promise<string | undefined> => {
    const present = await readProvider();
    const pinned = pin.get();
    const isOther = present !== undefined && pinned !== undefined && pinned !== UNKNOWN && pinned !== present;
    requiredUserAction = isOther ? 'other-keychain' : undefined;
    if (isOther) throw otherKeychain(pinned, present);
    return present;
  };
  const load: TokenStore['load'] = async () => {
    if ((await refuseOtherProvider()) !== undefined) return store.load();
    const [loaded] = await Promise.allSettled([store.load()]);
    // The call may have started a service of another provider than the pinned one.
    await refuseOtherProvider();
    if (loaded.status === 'rejected') throw loaded.reason;
    return loaded.value;
  };
  const checkBeforeWrite = async (): Promise<void> => {
    const pinned = pin.get();
    if ((await refuseOtherProvider()) !== undefined || pinned === undefined || pinned === UNKNOWN) return;
    // Loading starts the service if it does not run, so that its provider is known before anything is written.
    await store.load().catch(() => undefined);
    await refuseOtherProvider();
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
      await checkBeforeWrite();
      if (pinned === undefined) {
        const test = await testKeychain(keychain, random);
        if (!test.isOk) throw test.error;
      }
      await store.save(record);
      // If the provider has changed between the check and the write, the tokens are in the wrong keychain.
      const provider = (await refuseOtherProvider()) ?? pinned ?? UNKNOWN;
      if (provider !== pinned) await pin.set(provider);
    },
    async clear() {
      await checkBeforeWrite();
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
