// The write-ahead journal of one place. It holds the intent of a refresh, and the new record, encrypted ("sealed"), until the store has it. Implemented by
// files. A sealed record is found by the id of its key and can be read only with that key; records of other keys belong to other sign-ins and stay untouched.
import type { Secret } from '../base/secret';
import type { StillWanted } from './still-wanted';

/** Written before a refresh is sent; after a crash it shows that the answer may have been lost. Not secret. */
export interface RefreshIntent {
  /** Generation of the record whose refresh token was sent. */
  readonly recordGeneration: number;
  readonly startedAtMs: number;
}

/** What a journal holds for one key. */
export interface JournalContent {
  readonly intent?: RefreshIntent;
  /** The sealed record, which the core can decrypt with the key. */
  readonly sealed?: Uint8Array;
  /** Records that an earlier version of the app has sealed for this place; the key to each is in the record it replaces. Absent when there are none. */
  readonly former?: readonly Uint8Array[];
}

/**
 * The journal of one place. The id of a key is 16 hex digits. Every write is durable when it resolves. Failures are `AxiomTokenError`s (`STORAGE_FULL`,
 * `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; `TIMEOUT` when `isWanted` returned false); the former content then stays.
 */
export interface Journal {
  /** Reads the intent and the record of one key. `keyId` is undefined for a sign-in without a key, which has no sealed record. */
  read(keyId: string | undefined): Promise<JournalContent>;
  writeIntent(intent: RefreshIntent): Promise<void>;
  /** Removes the intent; sealed records stay. */
  clearIntent(): Promise<void>;
  writeSealed(keyId: string, sealed: Uint8Array, isWanted?: StillWanted): Promise<void>;
  /** Removes the intent and the key's sealed record. */
  clear(keyId: string, isWanted?: StillWanted): Promise<void>;
  /** Renames the key's sealed record, which cannot be decrypted, so that it is out of the way; deletes nothing. */
  setAside(keyId: string): Promise<void>;
  /** Removes one record of {@link JournalContent.former}, after it was decrypted and written again under its key. */
  dropFormer(former: Uint8Array): Promise<void>;
  /** The key that is kept here for a place whose records can lose theirs, such as a plain file that other programs rewrite; `undefined` when none was written. */
  readKey(): Promise<Secret | undefined>;
  /** Saves that key beside the journal. Call it with the lock of the place held. @throws AxiomTokenError `STORAGE_DENIED` when there is one already */
  writeKey(key: Secret): Promise<void>;
}
