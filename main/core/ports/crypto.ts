// The cryptography for backups, sealed files and the journal.
// Implemented over node:crypto; the cipher and the tag length are fixed there.

/** scrypt's cost parameters, stored in the header of the sealed file. */
export interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** Primitives only; the file layout is in sealed-container.ts. {@link Crypto.open} returns `undefined` on failure, it does not throw. */
export interface Crypto {
  randomBytes(count: number): Uint8Array;
  sha256(data: Uint8Array): Uint8Array;
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** Whether both are equal; takes constant time for equal lengths. */
  equalsConstantTime(a: Uint8Array, b: Uint8Array): boolean;
  /**
   * Derives `length` bytes from the UTF-8 bytes of a passphrase. Takes a third of a second with the parameters in use; calls run one after another.
   * @throws AxiomTokenError `CANCELLED` once `signal` is aborted; a call that still waits for its turn is then skipped
   */
  scrypt(
    passphrase: Uint8Array,
    salt: Uint8Array,
    parameters: ScryptParameters,
    length: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array>;
  /** AES-256-GCM: ciphertext followed by the 16-byte tag. */
  seal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array;
  /** The plaintext, or `undefined` when the tag does not match. */
  open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array | undefined;
}
