// The cryptography that backups, sealed files and the journal need. Implemented over node:crypto; no other module names an algorithm's parameters.

/** scrypt's cost parameters, stored in the header of what was sealed. */
export interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** Primitives only; the layout is the sealed container's. Failures of {@link Crypto.open} are `undefined`, not errors. */
export interface Crypto {
  randomBytes(count: number): Uint8Array;
  sha256(data: Uint8Array): Uint8Array;
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** Whether both are equal, in constant time for equal lengths. */
  equalsConstantTime(a: Uint8Array, b: Uint8Array): boolean;
  /** Derives `length` bytes from the UTF-8 bytes of a passphrase; takes a third of a second with the parameters in use. */
  scrypt(passphrase: Uint8Array, salt: Uint8Array, parameters: ScryptParameters, length: number): Promise<Uint8Array>;
  /** AES-256-GCM: ciphertext followed by the 16-byte tag. */
  seal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array;
  /** The plaintext, or `undefined` when the tag does not fit. */
  open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array | undefined;
}
