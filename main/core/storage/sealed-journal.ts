// The journal of one profile: the record is sealed into it before the store is written, and recovered at the next start if that write never happened.
// Used by StoreKeeper. The key is in the record itself, so the journal can be written while the keychain is locked.
import { fromHex, joinBytes, toHex } from '../base/bytes';
import { AxiomTokenError } from '../base/errors';
import type { Crypto } from '../ports/crypto';
import type { Journal } from '../ports/journal';
import type { Logger } from '../ports/logger';
import { Secret } from '../base/secret';
import { decodeTokenRecord, encodeTokenRecord, type TokenRecord } from '../tokens/token-record';

const NONCE_BYTES = 12;
const KEY_BYTES = 32;
/** Additional authenticated data: separates this use of a key from any other. */
const CONTEXT = new TextEncoder().encode('axiom-token-manager journal 1');

/** What a start recovered from the journal. */
export interface Recovered {
  /** A record of the same sign-in that is newer than the store's; it must be saved. */
  readonly newer?: TokenRecord;
  /** Whether a refresh was running when the app ended and its answer was lost: the server may have rotated the refresh token. */
  readonly wasInterrupted: boolean;
}

export class SealedJournal {
  readonly #journal: Journal;
  readonly #crypto: Crypto;
  readonly #logger: Logger;

  constructor(journal: Journal, crypto: Crypto, logger: Logger) {
    this.#journal = journal;
    this.#crypto = crypto;
    this.#logger = logger;
  }

  /** Makes a new key, for a record that has none. */
  makeKey(): Secret {
    return new Secret(toHex(this.#crypto.randomBytes(KEY_BYTES)));
  }

  /** Writes the intent of a refresh, before it is sent. Best effort: without it only the error message after a crash is less precise. */
  async writeRefreshIntent(recordGeneration: number, startedAtMs: number): Promise<void> {
    await this.#try('the start of a refresh could not be noted', () =>
      this.#journal.writeIntent({ recordGeneration, startedAtMs }),
    );
  }

  /** Removes the intent: the server has answered, or surely nothing was sent, so no answer was lost. */
  async clearRefreshIntent(): Promise<void> {
    await this.#try('the end of a refresh could not be noted', () => this.#journal.clearIntent());
  }

  /** Seals the record; durable when it resolves. Best effort: a full disk must not prevent the write to the store. */
  async seal(record: TokenRecord): Promise<void> {
    const key = record.journalKey;
    if (!key) return;
    await this.#try('the record could not be sealed before it was saved', () => {
      const nonce = this.#crypto.randomBytes(NONCE_BYTES);
      const plaintext = new TextEncoder().encode(encodeTokenRecord(record).expose());
      const sealed = this.#crypto.seal(fromHex(key.expose()), nonce, plaintext, CONTEXT);
      return this.#journal.writeSealed(joinBytes(nonce, sealed));
    });
  }

  /** Call it when the store has the record: empties the journal. */
  async clear(): Promise<void> {
    await this.#try('the journal could not be cleared', () => this.#journal.clear());
  }

  /**
   * Recovers from the journal a record that is newer than `found`, the store's record. A sealed record that cannot be opened is set aside, never
   * deleted. Without `found` there is no key, so the journal stays as it is. A sealed record that is not newer, and an intent that has been read, are
   * removed. Never throws.
   */
  async recover(found: TokenRecord | undefined): Promise<Recovered> {
    if (!found) return { wasInterrupted: false };
    try {
      const { intent, sealed } = await this.#journal.read();
      const wasInterrupted = intent?.recordGeneration === found.recordGeneration && !sealed;
      const record = sealed && this.#open(sealed, found);
      if (sealed && !record) {
        this.#logger.error(
          'a sealed record could not be opened and was put aside',
          new AxiomTokenError('STORAGE_CORRUPT'),
        );
        await this.#journal.setAside();
      }
      if (!record || record.recordGeneration <= found.recordGeneration) {
        if (record) await this.clear();
        else if (intent) await this.clearRefreshIntent();
        return { wasInterrupted };
      }
      return { newer: record, wasInterrupted: false };
    } catch (error) {
      this.#logger.error('the journal could not be read', error);
      return { wasInterrupted: false };
    }
  }

  #open(sealed: Uint8Array, found: TokenRecord): TokenRecord | undefined {
    if (!found.journalKey || sealed.length <= NONCE_BYTES) return undefined;
    const key = fromHex(found.journalKey.expose());
    const plaintext = this.#crypto.open(key, sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES), CONTEXT);
    if (!plaintext) return undefined;
    try {
      return decodeTokenRecord(new Secret(new TextDecoder().decode(plaintext)));
    } catch {
      // For example sealed by a later version: set aside like one that cannot be opened.
      return undefined;
    }
  }

  async #try(message: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.#logger.error(message, error);
    }
  }
}
