// A text that must not be shown: token, password, passphrase, one-time code.
// Used by the core, the adapters and the sign-in and passphrase calls; a lint rule lists the files that may call `expose`.

/**
 * Holds a secret text. Printing, concatenating, inspecting or serialising it gives `[secret]`;
 * the text itself comes out through {@link Secret.expose} only.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Call it only where the text goes to a store, the server or the user. */
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

  /** Used by `console.log` and `util.inspect` of Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
