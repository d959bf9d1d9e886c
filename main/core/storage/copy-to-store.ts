// Copies a record to another store: the first half of moving a profile. Used by StoreKeeper; removes nothing anywhere.
import { AxiomTokenError } from '../base/errors';
import type { TokenStore } from '../ports/token-store';
import type { TokenRecord } from '../tokens/token-record';

/**
 * Writes the record to a store that holds none, and resolves when it was read there again. Without a record only looks.
 * @throws AxiomTokenError `STORAGE_DENIED` when the store already holds tokens, `STORAGE_UNAVAILABLE` when other tokens come back, or of the store
 */
export async function copyToStore(record: TokenRecord | undefined, store: TokenStore): Promise<void> {
  if (await store.load()) {
    throw new AxiomTokenError('STORAGE_DENIED', {
      message: `There are already tokens at the new place (${store.place}).`,
      remedy: 'Choose another place. Nothing was changed.',
    });
  }
  if (!record) return;
  await store.save(record);
  const copy = await store.load();
  const { accessToken, refreshToken } = record.tokens;
  if (copy?.tokens.accessToken.equals(accessToken) && copy.tokens.refreshToken.equals(refreshToken)) return;
  throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The new place (${store.place}) did not keep the tokens.`,
    remedy: 'Choose another place. The tokens stay where they were.',
  });
}
