// The place where one profile's tokens are kept. Implemented by memory, file, sealed file, keychain and environment; one contract suite holds for all.
import type { TokenRecord } from '../tokens/token-record';
import type { PlaceKind } from './token-places';

/** Which technology keeps the tokens: a place that can be chosen, or the environment, which can only be read. */
export type TokenStoreKind = PlaceKind | 'environment';

/**
 * What only a person can give before a store works: the passphrase of its file, a passphrase for a file that is not there yet, or the decision
 * to use another keychain than the one that took the tokens.
 */
export type RequiredUserAction = 'passphrase' | 'new-passphrase' | 'other-keychain';

/**
 * Keeps one profile's record. Every failure is an `AxiomTokenError`: `STORAGE_UNAVAILABLE`, `STORAGE_LOCKED`, `STORAGE_DENIED`,
 * `STORAGE_CORRUPT`, `STORAGE_FULL`, `SECRET_TOO_LARGE` or `TIMEOUT`. A failure never changes what was kept before.
 */
export interface TokenStore {
  readonly kind: TokenStoreKind;
  /** For a person: "System keychain", or the file's path. */
  readonly place: string;
  /** What it waits for, by its last call; absent when for nothing. */
  readonly requiredUserAction?: RequiredUserAction | undefined;
  /** Since when what it holds is being removed, by the local clock, when a process has died in the middle of that: it is to be finished. */
  readonly deletionPendingSinceMs?: number | undefined;
  /** The record, or `undefined` when there is surely none. "Could not ask" is an error. */
  load(): Promise<TokenRecord | undefined>;
  /** Keeps the record in place of the former one. When it resolves, the record was read back and is durable. */
  save(record: TokenRecord): Promise<void>;
  /** Removes the record; resolves when it is surely gone, also when there was none. */
  clear(): Promise<void>;
}
