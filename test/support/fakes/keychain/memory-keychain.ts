// A keychain in memory with the size limit of Windows. A test can make it fail: the program dies at a chosen change, or a text is not stored.
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import type { Keychain } from '../../../../main/adapters/keychain/keychain';

/** When a program dies: before or after its change number `at` (from 0) reached the keychain. */
export interface Death {
  readonly at: number;
  readonly isAfter: boolean;
}

/** The limit of Windows' CREDENTIALW. */
const MAX_ENTRY_BYTES = 2_560;

/** The entries outlive the object, as a keychain's outlive a program. */
export class MemoryKeychain implements Keychain {
  readonly entries: Map<string, string>;
  /** How many sets and deletes were made. */
  changes = 0;
  /** Called before each read, to simulate changes by other programs. */
  onGet: (account: string) => Promise<void> | void = () => undefined;
  /** The part of a text that is kept; `undefined` for none. */
  keeps: (account: string, text: string) => string | undefined = (_account, text) => text;
  readonly #death: Death | undefined;

  constructor(entries = new Map<string, string>(), death?: Death) {
    this.entries = entries;
    this.#death = death;
  }

  async get(account: string): Promise<Secret | undefined> {
    if (this.#isDead()) throw new Error('dead');
    await this.onGet(account);
    const text = this.entries.get(account);
    return text === undefined ? undefined : new Secret(text);
  }

  async set(account: string, secret: Secret): Promise<void> {
    const text = secret.expose();
    if (Buffer.byteLength(text, 'utf8') > MAX_ENTRY_BYTES) throw new AxiomTokenError('SECRET_TOO_LARGE');
    this.#change(() => {
      const kept = this.keeps(account, text);
      if (kept !== undefined) this.entries.set(account, kept);
    });
  }

  async delete(account: string): Promise<boolean> {
    return this.#change(() => this.entries.delete(account));
  }

  #isDead(): boolean {
    return this.#death !== undefined && this.changes > this.#death.at;
  }

  #change<T>(make: () => T): T {
    if (this.#isDead()) throw new Error('dead');
    const number = this.changes++;
    if (number !== this.#death?.at) return make();
    if (this.#death.isAfter) make();
    throw new Error('dead');
  }
}
