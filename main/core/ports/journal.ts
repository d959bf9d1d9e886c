// The write-ahead journal of one profile: the intent of a refresh, and the new record, sealed, before the store has it. Implemented by files. The
// sealed record can be read only with the key in the profile's record.

/** Written before a refresh is sent: after a crash it shows that the answer may have been lost. No secret. */
export interface RefreshIntent {
  /** Generation of the record whose refresh token was sent. */
  readonly recordGeneration: number;
  readonly startedAtMs: number;
}

/** The content of a journal. */
export interface JournalContent {
  readonly intent?: RefreshIntent;
  /** A sealed record; the core opens it. */
  readonly sealed?: Uint8Array;
}

/**
 * One profile's journal. Every write is durable when it resolves. Failures are `AxiomTokenError`s (`STORAGE_FULL`, `STORAGE_DENIED`,
 * `STORAGE_UNAVAILABLE`); the former content then stays.
 */
export interface Journal {
  read(): Promise<JournalContent>;
  writeIntent(intent: RefreshIntent): Promise<void>;
  /** Removes the intent; a sealed record stays. */
  clearIntent(): Promise<void>;
  writeSealed(sealed: Uint8Array): Promise<void>;
  /** Removes intent and sealed record. */
  clear(): Promise<void>;
  /** Sets aside a sealed record that cannot be opened: renames it, deletes nothing. */
  setAside(): Promise<void>;
}
