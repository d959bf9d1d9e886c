// A text that must not be seen: tokens, passwords, passphrases, one-time codes.
// Known to the core, the adapters and the sign-in and passphrase calls; a lint rule lists the folders.

/**
 * Holds a secret text. Printing, concatenating, inspecting or serialising it gives `[secret]`;
 * the text itself comes out through {@link Secret.expose} only.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Call it where the text leaves for a store, the server or the person, and nowhere else. */
  expose(): string {
    return this.#text;
  }

  /** Whether both hold the same text. */
  equals(other: Secret): boolean {
    return this.#text === other.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  /** What `console.log` and `util.inspect` of Node show. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
