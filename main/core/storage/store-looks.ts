// Three careful ways to look into a store, for StoreKeeper: before a write over what was never read, before a move away, and at the place moved to.
import { toAxiomTokenError } from '../base/errors';
import { refuseConflict } from '../tokens/found-record';
import type { Logger } from '../ports/logger';
import type { TokenStore } from '../ports/token-store';
import type { TokenRecord } from '../tokens/token-record';

/**
 * What lies where new tokens of a person's sign-in are about to go. Damaged, or not readable though the index knows of it: the person was told and
 * signed in again, so it counts as nothing. A store that is really locked refuses the write by itself.
 * @throws AxiomTokenError of the store for anything else
 */
export async function lookBeforeOverwriting(store: TokenStore): Promise<TokenRecord | undefined> {
  try {
    return await store.load();
  } catch (error) {
    const { code } = toAxiomTokenError(error);
    if (code !== 'STORAGE_CORRUPT' && code !== 'STORAGE_LOCKED') throw error;
    return undefined;
  }
}

/** What lies in the store that is being left, or `undefined` when it could not be read. */
export async function lookBeforeLeaving(
  store: TokenStore,
  logger: Logger,
): Promise<{ readonly found: TokenRecord | undefined } | undefined> {
  try {
    return { found: await store.load() };
  } catch (error) {
    logger.error('the former place could not be read', error, { store: store.kind });
    return undefined;
  }
}

/** What lies at the place that is moved to. @throws AxiomTokenError of the store; `WRONG_ORIGIN` */
export async function lookBeforeArriving(store: TokenStore, origin: string): Promise<TokenRecord | undefined> {
  const found = await store.load();
  refuseConflict(found, undefined, origin);
  return found;
}
