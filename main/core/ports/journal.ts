// The write-ahead journal of one place: the intent of a refresh, and the new record, sealed, before the store has it. Implemented by files. A sealed
// record can be read only with its key, and is found only by the key's id: records of other keys are another sign-in's and stay untouched.
import type { Secret } from '../base/secret';
import type { StillWanted } from './still-wanted';

/** Written before a refresh is sent: after a crash it shows that the answer may have been lost. No secret. */
export interface RefreshIntent {
  /** Generation of the record whose refresh token was sent. */
  readonly recordGeneration: number;
  readonly startedAtMs: number;
}

/** What a journal holds for one key. */
export interface JournalContent {
  readonly intent?: RefreshIntent;
  /** The record that was sealed with the key; the core opens it. */
  readonly sealed?: Uint8Array;
  /** Records that an earlier version has sealed for this place, with keys that only their own records know; absent when there are none. */
  readonly former?: readonly Uint8Array[];
}

/**
 * One place's journal. A key's id is 16 hex digits. Every write is durable when it resolves. Failures are `AxiomTokenError`s (`STORAGE_FULL`,
 * `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; `TIMEOUT` for what is not `isWanted` any more); the former content then stays.
 */
export interface Journal {
  /** `keyId` undefined: for a record without a key, which has no sealed record. */
  read(keyId: string | undefined): Promise<JournalContent>;
  writeIntent(intent: RefreshIntent): Promise<void>;
  /** Removes the intent; sealed records stay. */
  clearIntent(): Promise<void>;
  writeSealed(keyId: string, sealed: Uint8Array, isWanted?: StillWanted): Promise<void>;
  /** Removes the intent and the key's sealed record. */
  clear(keyId: string, isWanted?: StillWanted): Promise<void>;
  /** Sets aside the key's sealed record, which cannot be opened: renames it, deletes nothing. */
  setAside(keyId: string): Promise<void>;
  /** Removes one of {@link JournalContent.former}, after it was opened and written under its key. */
  dropFormer(former: Uint8Array): Promise<void>;
  /** The key of a place whose records lose theirs, as a plain file's do to other programs; `undefined` when none was written. */
  readKey(): Promise<Secret | undefined>;
  /** Keeps that key beside the journal. Called under the place's lock. @throws AxiomTokenError `STORAGE_DENIED` when there is one already */
  writeKey(key: Secret): Promise<void>;
}
