// The write-ahead file of one profile's record: sealed before the store is asked, opened at the next start if the store never got it.
// Used by StoreKeeper. The key lies in the record itself, so that a keychain that is locked while the app runs is no hindrance.
import { fromHex, joinBytes, toHex } from '../base/bytes';
import { AxiomTokenError } from '../base/errors';
import type { Crypto } from '../ports/crypto';
import type { Journal } from '../ports/journal';
import type { Logger } from '../ports/logger';
import { Secret } from '../base/secret';
import { decodeTokenRecord, encodeTokenRecord, type TokenRecord } from '../tokens/token-record';

const NONCE_BYTES = 12;
const KEY_BYTES = 32;
/** Tells this use of a key from any other. */
const CONTEXT = new TextEncoder().encode('axiom-token-manager journal 1');

/** What a start found in the journal beside the store's record. */
export interface Recovered {
  /** A later record of the same sign-in than the store's; to be saved. */
  readonly newer?: TokenRecord;
  /** Whether a refresh was under way when the app ended, and its answer never arrived here: the server may have rotated the token away. */
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

  /** A key for a record that has none. */
  makeKey(): Secret {
    return new Secret(toHex(this.#crypto.randomBytes(KEY_BYTES)));
  }

  /** Notes that the server is about to be asked. Best effort: without it a crash is only explained less well. */
  async noteRefresh(recordGeneration: number, startedAtMs: number): Promise<void> {
    await this.#try('the start of a refresh could not be noted', () =>
      this.#journal.writeIntent({ recordGeneration, startedAtMs }),
    );
  }

  /** The server has answered, or surely was not asked: there is no lost answer to explain. */
  async endRefresh(): Promise<void> {
    await this.#try('the end of a refresh could not be noted', () => this.#journal.clearIntent());
  }

  /** Seals the record, durable when it resolves. Best effort: a full disk must not keep the store from getting it. */
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

  /** The store has everything: nothing is needed here any more. */
  async clear(): Promise<void> {
    await this.#try('the journal could not be cleared', () => this.#journal.clear());
  }

  /**
   * Looks whether there is a later record than the one found in the store. One that cannot be opened is put aside, never deleted; without a record
   * there is no key, so everything stays. What the store has as well, and an intent that is now known, is removed: nothing is older than this start.
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
        else if (intent) await this.endRefresh();
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
      // Sealed by a later version, say: it is put aside like one that cannot be opened.
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
