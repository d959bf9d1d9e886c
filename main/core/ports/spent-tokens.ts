// The spent refresh tokens: those that any process of this user has exchanged for newer ones. If one is sent again, the server ends the sign-in.
// Implemented by files in the folder that all processes of this user share.

/** The list, by fingerprint (`fingerprintOf`). Failures are `AxiomTokenError`s (`STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`). */
export interface SpentTokens {
  /** Whether the fingerprint is in the list. A list that cannot be read is a failure, never a "no". */
  has(fingerprint: string): Promise<boolean>;
  /** Durable when it resolves. Kept for a year at least. */
  add(fingerprint: string): Promise<void>;
}
