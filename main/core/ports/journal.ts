// The sealed write-ahead file of one profile: what a refresh began, and the new record before its store has it. Implemented by files; nothing in
// it can be read without the key that lies in the profile's record.

/** Written before the server is asked: tells after a crash that the answer may have been lost. No secret. */
export interface RefreshIntent {
  /** Generation of the record whose refresh token was sent. */
  readonly recordGeneration: number;
  readonly startedAtMs: number;
}

/** What lies in a journal. */
export interface JournalContent {
  readonly intent?: RefreshIntent;
  /** A sealed record; opening it is the core's. */
  readonly sealed?: Uint8Array;
}

/**
 * One profile's journal. Every write is durable when it resolves. Failures are `AxiomTokenError`s (`STORAGE_FULL`, `STORAGE_DENIED`,
 * `STORAGE_UNAVAILABLE`) and leave what was there.
 */
export interface Journal {
  read(): Promise<JournalContent>;
  writeIntent(intent: RefreshIntent): Promise<void>;
  /** Removes the intent; a sealed record stays. */
  clearIntent(): Promise<void>;
  writeSealed(sealed: Uint8Array): Promise<void>;
  /** Removes intent and sealed record. */
  clear(): Promise<void>;
  /** Puts a sealed record that cannot be opened aside, under another name; nothing is deleted. */
  setAside(): Promise<void>;
}
