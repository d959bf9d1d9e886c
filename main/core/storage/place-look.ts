// One look at a place, in the words of the storage decision, and one copy to a place. Used by ProfileStorage and for the places that a profile has left.
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { TokenStore } from '../ports/token-store';
import type { TokenRecord } from '../tokens/token-record';
import type { Looked } from './storage-step';

/** What the store holds. Never throws: a store that could not be read is `blocked` or `damaged`. */
export async function lookAt(store: TokenStore): Promise<Looked> {
  try {
    const record = await store.load();
    return record ? { kind: 'record', record } : { kind: 'absent' };
  } catch (error) {
    const failure = toAxiomTokenError(error);
    return failure.code === 'STORAGE_CORRUPT'
      ? { kind: 'damaged', failure }
      : { kind: 'blocked', failure, isMissing: failure.isMissing };
  }
}

/**
 * Writes a record to a place and reads it there again.
 * @throws AxiomTokenError of the store; `STORAGE_UNAVAILABLE` when other tokens come back
 */
export async function copyTo(store: TokenStore, record: TokenRecord): Promise<void> {
  await store.save(record);
  const copy = await store.load();
  const { accessToken, refreshToken } = record.tokens;
  if (copy?.tokens.accessToken.equals(accessToken) && copy.tokens.refreshToken.equals(refreshToken)) return;
  throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The new place (${store.place}) did not keep the tokens.`,
    remedy: 'Choose another place. The tokens stay where they were.',
  });
}
