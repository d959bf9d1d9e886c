// Stores one profile's record in memory, for this run only.
// Used for the demo account, and for "this run only" when there is no keychain.
import { TOKEN_PLACES } from '../../core/ports/token-places';
import type { TokenStore } from '../../core/ports/token-store';
import type { Secret } from '../../core/base/secret';
import { decodeTokenRecord, encodeTokenRecord } from '../../core/tokens/token-record';

/** A store that is empty after the app has ended. It stores the encoded form, so that it accepts and returns the same as a lasting store. */
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
