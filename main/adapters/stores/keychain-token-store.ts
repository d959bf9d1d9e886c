// Stores one profile's record as one entry of the system keychain, readable with the platform's own tools. Knows the Keychain interface, not how the
// keychain is called.
import { RETRY_ADVICE } from '../../core/base/retry-advice';
import { AxiomTokenError } from '../../core/base/errors';
import { createInTurn } from '../../core/flow/in-turn';
import { TOKEN_PLACES } from '../../core/ports/token-places';
import type { TokenStore } from '../../core/ports/token-store';
import { decodeTokenRecord, encodeTokenRecord } from '../../core/tokens/token-record';
import type { Keychain } from '../keychain/keychain';

export interface KeychainTokenStoreOptions {
  readonly keychain: Keychain;
  /** The account name of the entry. */
  readonly profileId: string;
  /** Whether tokens were saved there, by the index; if so, a missing entry is `STORAGE_LOCKED`. */
  readonly isExpected: () => boolean;
}

const CLEAR_ATTEMPTS = 3;

/** The store over one keychain entry. `save` resolves when the entry was read back and compared. */
export function createKeychainTokenStore(options: KeychainTokenStoreOptions): TokenStore {
  const { keychain, profileId, isExpected } = options;
  const inTurn = createInTurn();
  return {
    kind: 'keychain',
    place: TOKEN_PLACES.keychain.label,
    load: () =>
      inTurn(async () => {
        const text = await keychain.get(profileId);
        if (text) return decodeTokenRecord(text);
        if (!isExpected()) return undefined;
        throw new AxiomTokenError('STORAGE_LOCKED', {
          message: 'The keychain does not show the tokens that were saved in it: it is locked, or they cannot be read.',
          remedy: 'Unlock the keychain and retry. If they were removed there, restore a backup or sign in again.',
          isMissing: true,
        });
      }),
    save: (record) =>
      inTurn(async () => {
        const text = encodeTokenRecord(record);
        await keychain.set(profileId, text);
        const readBack = await keychain.get(profileId);
        if (readBack?.equals(text) !== true) {
          throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
            message: 'The keychain accepted the tokens but did not return the same ones.',
            remedy: RETRY_ADVICE.save,
          });
        }
      }),
    clear: () =>
      inTurn(async () => {
        // On Windows a roamed or older copy can appear after the first delete.
        for (let attempt = 1; attempt <= CLEAR_ATTEMPTS; attempt++) {
          await keychain.delete(profileId);
          if ((await keychain.get(profileId)) === undefined) return;
        }
        throw new AxiomTokenError('STORAGE_DENIED', {
          message: 'The keychain still holds the tokens after they were removed.',
          remedy: `Remove the entry "axiom-token-manager" for "${profileId}" in the system's password manager.`,
        });
      }),
  };
}
