// The store of one profile's tokens.
// Implemented by memory, file, sealed file, keychain and environment; one contract suite tests all.
import type { TokenRecord } from '../tokens/token-record';
import type { Unsubscribe } from './clock';
import type { StillWanted } from './still-wanted';
import type { PlaceKind } from './token-places';

/** The technology of a store: a place that a person can choose, or the environment, which is read-only. */
export type TokenStoreKind = PlaceKind | 'environment';

/**
 * What a person must give before a store works: the passphrase of its file, a passphrase for a new file, or the decision to use another keychain than
 * the one that has the tokens.
 */
export type RequiredUserAction = 'passphrase' | 'new-passphrase' | 'other-keychain';

/** Who can read a place that is open to other programs. */
export interface PlacePrivacy {
  /** Whether this user alone can read it. @throws AxiomTokenError `STORAGE_*` when that cannot be asked */
  isPrivate(): Promise<boolean>;
  /** Closes it to others. @throws AxiomTokenError `STORAGE_*`: what is kept there is unchanged */
  makePrivate(): Promise<void>;
}

/**
 * Stores one profile's record. Every failure is an `AxiomTokenError`: `STORAGE_UNAVAILABLE`, `STORAGE_LOCKED`, `STORAGE_DENIED`,
 * `STORAGE_CORRUPT`, `STORAGE_FULL`, `SECRET_TOO_LARGE` or `TIMEOUT`. A failure never changes the stored record.
 *
 * What is not `isWanted` any more is not done, and fails with `TIMEOUT`. That is asked right before the change and cannot stop one that has begun: the
 * one call of the system that replaces a file, or a write that was handed to a keychain, which may come late whatever its caller has decided since.
 */
export interface TokenStore {
  readonly kind: TokenStoreKind;
  /** For a person: "System keychain", or the file's path. */
  readonly place: string;
  /** What the store waits for, as of its last call; absent when it needs nothing. */
  readonly requiredUserAction?: RequiredUserAction | undefined;
  /** Absent where only this user can ever read what is kept, or it is encrypted. */
  readonly privacy?: PlacePrivacy | undefined;
  /** The record, or `undefined` when there is surely none. A store that could not be read is an error. */
  load(): Promise<TokenRecord | undefined>;
  /** Replaces the former record. When it resolves, the record was read back and is durable. */
  save(record: TokenRecord, isWanted?: StillWanted): Promise<void>;
  /** Removes the record; resolves when it is surely gone, also when there was none. */
  clear(isWanted?: StillWanted): Promise<void>;
  /**
   * Gives what is there and not understood another name beside it, so that a record can be saved; nothing is lost. Absent where a save replaces it. Call it
   * only after a person has decided to sign in anew.
   */
  setAside?(isWanted?: StillWanted): Promise<void>;
  /**
   * Calls `changed` when another program has replaced, changed or removed the record; now and then also for nothing. Absent where that cannot be known.
   * It may miss a change (a network drive), so a caller looks from time to time as well. `undefined` when it cannot be watched now, as a folder that is not
   * there yet. Never throws. It does not return while the drive does not answer, so call it only after the store has answered.
   */
  watch?(changed: () => void): Unsubscribe | undefined;
}
