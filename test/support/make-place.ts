// A store of a test as an opened place.
import { placeKey } from '../../main/core/ports/place-key';
import { TOKEN_PLACES, type StoreChoice } from '../../main/core/ports/token-places';
import type { TokenStore } from '../../main/core/ports/token-store';
import type { Place } from '../../main/core/storage/place';
import type { SealedJournal } from '../../main/core/storage/sealed-journal';

/** The place of a profile's store: the keychain for a store of that name, else a file with the store's name as path. */
export function makePlace(store: TokenStore, profileId = 'default', journal?: SealedJournal): Place {
  const { kind, place: path } = store;
  const choice: StoreChoice =
    kind === 'memory'
      ? { kind }
      : path === TOKEN_PLACES.keychain.label
        ? { kind: 'keychain' }
        : { kind: kind === 'sealed-file' ? kind : 'file', path };
  return { key: placeKey(profileId, choice), choice, store, ...(kind === 'memory' ? {} : { journal }) };
}
