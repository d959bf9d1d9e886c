// Keeps one profile's record for this run only: the demo account, and "this run only" when there is no keychain.
import { TOKEN_PLACES } from '../../core/ports/token-places';
import type { TokenStore } from '../../core/ports/token-store';
import type { Secret } from '../../core/base/secret';
import { decodeTokenRecord, encodeTokenRecord } from '../../core/tokens/token-record';

/** A store that forgets everything when the app ends. It keeps the encoded form, so that it takes and gives what a lasting store would. */
export function createMemoryTokenStore(): TokenStore {
  let kept: Secret | undefined;
  return {
    kind: 'memory',
    place: TOKEN_PLACES.memory.label,
    load: async () => (kept ? decodeTokenRecord(kept) : undefined),
    save: async (record) => {
      kept = encodeTokenRecord(record);
    },
    clear: async () => {
      kept = undefined;
    },
  };
}
