// The store of one profile's tokens.
// Implemented for memory, file, sealed file, keychain and environment; one contract suite tests all.
import type { TokenRecord } from '../tokens/token-record';
import type { Unsubscribe } from './clock';
import type { StillWanted } from './still-wanted';
import type { PlaceKind } from './token-places';

/** The kind of a store: a place that the user can choose, or the environment, which is read-only. */
export type TokenStoreKind = PlaceKind | 'environment';

/**
 * What the user must provide before a store works: the passphrase of its file, a passphrase for a new file, or the decision to use another keychain than
 * the one that has the tokens.
 */
export type RequiredUserAction = 'passphrase' | 'new-passphrase' | 'other-keychain';

/** The access rights of a place that other users might be able to read. */
export interface PlacePrivacy {
  /** Whether only this user can read it. @throws AxiomTokenError `STORAGE_*` when that cannot be found out */
  isPrivate(): Promise<boolean>;
  /** Takes the access of other users away. @throws AxiomTokenError `STORAGE_*`; the stored record is unchanged then */
  makePrivate(): Promise<void>;
}

/**
 * Stores one profile's record. Every failure is an `AxiomTokenError`: `STORAGE_UNAVAILABLE`, `STORAGE_LOCKED`, `STORAGE_DENIED`,
 * `STORAGE_CORRUPT`, `STORAGE_FULL`, `SECRET_TOO_LARGE` or `TIMEOUT`. A failure never changes the stored record.
 *
 * `isWanted` is called right before the change; if it returns false, nothing is changed and the call fails with `TIMEOUT`. A change that has begun cannot be
 * stopped: the system call that replaces a file, or a write that was handed to a keychain and may be carried out late.
 */
export interface TokenStore {
  readonly kind: TokenStoreKind;
  /** The name for the user: "System keychain", or the file's path. */
  readonly place: string;
  /** What the store waits for, as of its last call; absent when it needs nothing. */
  readonly requiredUserAction?: RequiredUserAction | undefined;
  /** Absent when the record is encrypted or no other user can ever read it. */
  readonly privacy?: PlacePrivacy | undefined;
  /** The record, or `undefined` when there is certainly none. A store that could not be read is an error. */
  load(): Promise<TokenRecord | undefined>;
  /** Replaces the former record. When it resolves, the record was read back and is durable. */
  save(record: TokenRecord, isWanted?: StillWanted): Promise<void>;
  /** Removes the record; resolves when it is certainly gone, also when there was none. */
  clear(isWanted?: StillWanted): Promise<void>;
  /**
   * Renames a record that cannot be read, so that a new one can be saved; nothing is lost. Absent when a save simply replaces it. Call it only after the user
   * has decided to sign in again.
   */
  setAside?(isWanted?: StillWanted): Promise<void>;
  /**
   * Calls `changed` when another program has replaced, changed or removed the record, and sometimes without a reason.
   * Absent when changes cannot be watched. It may miss a change (a network drive), so the caller must also check from
   * time to time. Returns `undefined` when it cannot be watched now, such as a folder that does not exist yet. Never
   * throws. It blocks while the drive does not answer, so call it only after the store has answered.
   */
  watch?(changed: () => void): Unsubscribe | undefined;
}
