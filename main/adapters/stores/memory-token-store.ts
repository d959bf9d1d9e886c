// Stores one profile's record in memory, until the app ends.
// Used for the demo account, and for "this run only" when there is no keychain.
import { TOKEN_PLACES } from '../../core/ports/token-places';
import type { TokenStore } from '../../core/ports/token-store';
import type { Secret } from '../../core/base/secret';
import { decodeTokenRecord, encodeTokenRecord } from '../../core/tokens/token-record';

/** The store. It keeps the encoded form, so that it accepts and returns the same as the other stores. */
export function createMemoryTokenStore(): TokenStore {
  let stored: Secret | undefined;
  return {
    kind: 'memory',
    place: TOKEN_PLACES.memory.label,
    load: async () => (stored ? decodeTokenRecord(stored) : undefined),
    save: async (record) => {
      stored = encodeTokenRecord(record);
    },
    clear: async () => {
      stored = undefined;
    },
  };
}
