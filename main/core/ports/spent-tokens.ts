// The refresh tokens that were exchanged for newer ones, by whatever program of this person: the server ends a sign-in when one of them comes again.
// Implemented by files in the folder that all processes of this person share.

/** The list, by fingerprint (`fingerprintOf`). Failures are `AxiomTokenError`s (`STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`). */
export interface SpentTokens {
  /** Whether it is in the list. What cannot be read is a failure, never a "no". */
  has(fingerprint: string): Promise<boolean>;
  /** Durable when it resolves. Kept for a year at least. */
  add(fingerprint: string): Promise<void>;
}
