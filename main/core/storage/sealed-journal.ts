// The journal of one place: the record is sealed into it before the store is written, and recovered at the next start if that write never happened.
// Used by StorageSteps and StorageSeals. The key is in the record itself, so the journal can be written while the keychain is locked. For a plain file, which
// other programs rewrite without the key, it is kept beside the journal.
import { fromHex, joinBytes, toHex } from '../base/bytes';
import { AxiomTokenError } from '../base/errors';
import type { Crypto } from '../ports/crypto';
import type { Journal } from '../ports/journal';
import type { Logger } from '../ports/logger';
import { Secret } from '../base/secret';
import { conflictOf } from '../tokens/found-record';
import { fingerprintOf } from '../tokens/sign-in-name';
import { decodeTokenRecord, encodeTokenRecord, type TokenRecord } from '../tokens/token-record';
import type { SingleUseTokens } from './single-use-tokens';
import { newerSealed, type SpentSide } from './sealed-order';

const NONCE_BYTES = 12;
const KEY_BYTES = 32;
/** Additional authenticated data: separates this use of a key from any other. */
const CONTEXT = new TextEncoder().encode('axiom-token-manager journal 1');

/** Where the key of a place's journal is kept. */
export type JournalKeyPlace = 'record' | 'journal';

/** The id of a key in the journal: the first 16 hex digits of its SHA-256. */
export function journalKeyId(key: Secret, crypto: Pick<Crypto, 'sha256'>): string {
  return toHex(crypto.sha256(new TextEncoder().encode(key.expose()))).slice(0, 16);
}

/** The result of {@link SealedJournal.recover}. */
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
  readonly #keyPlace: JournalKeyPlace;
  readonly #singleUse: Pick<SingleUseTokens, 'isSpent'> | undefined;

  /** `singleUse`: the spent refresh tokens. */
  constructor(
    journal: Journal,
    crypto: Crypto,
    logger: Logger,
    keyPlace: JournalKeyPlace = 'record',
    singleUse?: Pick<SingleUseTokens, 'isSpent'>,
  ) {
    this.#journal = journal;
    this.#crypto = crypto;
    this.#logger = logger;
    this.#keyPlace = keyPlace;
    this.#singleUse = singleUse;
  }

  /** Makes a new key, for a record that has none. */
  makeKey(): Secret {
    return new Secret(toHex(this.#crypto.randomBytes(KEY_BYTES)));
  }

  /**
   * Writes the intent of a refresh, before it is sent.
   * @throws AxiomTokenError of the journal. Do not send the refresh then: the new tokens could not be sealed either, and other programs could not know that the old ones may be spent.
   */
  async writeRefreshIntent(recordGeneration: number, startedAtMs: number): Promise<void> {
    await this.#journal.writeIntent({ recordGeneration, startedAtMs });
  }

  /** Removes the intent: the server has answered, or certainly nothing was sent, so no answer was lost. */
  async clearRefreshIntent(): Promise<void> {
    await this.#try('the end of a refresh could not be noted', () => this.#journal.clearIntent());
  }

  /** Seals the record; durable when it resolves. Best effort: a full disk must not prevent the write to the store. False when it could not be done. */
  async seal(record: TokenRecord): Promise<boolean> {
    return this.#try('the record could not be sealed before it was saved', async () => {
      const key = (await this.#keyOf(record)) ?? (await this.#makeKeyBesideJournal());
      if (key) await this.#write(record, key);
    });
  }

  /**
   * Call it when the store has the record, or when the record is to be removed: removes the intent and the record that was sealed with this record's key.
   * Records with other keys belong to other sign-ins and stay. False when it could not be removed.
   */
  async clear(record: TokenRecord | undefined): Promise<boolean> {
    return this.#try('the journal could not be cleared', async () => {
      const key = await this.#keyOf(record);
      await (key ? this.#journal.clear(this.#idOf(key)) : this.#journal.clearIntent());
    });
  }

  /**
   * Recovers from the journal a record that is newer than `found`, the store's record. A sealed record that its key does not open is set aside, never
   * deleted. Without `found` the journal stays as it is. A sealed record that is not newer, and an intent that has been read, are removed. A record that an
   * earlier version of the app has sealed is converted when `found` has its key. Never throws.
   */
  async recover(found: TokenRecord | undefined): Promise<Recovered> {
    if (!found) return { wasInterrupted: false };
    try {
      const key = await this.#keyOf(found);
      const { intent, sealed, former = [] } = await this.#journal.read(key && this.#idOf(key));
      const present = key && sealed && (await this.#openOrSetAside(sealed, key));
      const newest = await this.#takeIn(former, found, present);
      // A record of another account stays: it cannot be decided here whether it is wanted.
      const isOthers = newest !== undefined && conflictOf(newest, found, found.origin) !== undefined;
      const newer = newest && !isOthers ? await this.#newerOf(newest, found) : undefined;
      if (newer) return { newer, wasInterrupted: false };
      if (newest && !isOthers) await this.clear(found);
      else if (intent) await this.clearRefreshIntent();
      const isSealed = sealed !== undefined || newest !== undefined;
      return { wasInterrupted: intent?.recordGeneration === found.recordGeneration && !isSealed };
    } catch (error) {
      this.#logger.error('the journal could not be read', error);
      return { wasInterrupted: false };
    }
  }

  /**
   * The record that is sealed with the key beside the journal or, if records keep their key, with that of `found`, whether it is newer or not; `undefined` when
   * there is none or it cannot be opened. Changes nothing. Never throws.
   */
  async open(found: TokenRecord | undefined): Promise<TokenRecord | undefined> {
    try {
      const key = await this.#keyOf(found);
      if (!key) return undefined;
      const { sealed } = await this.#journal.read(this.#idOf(key));
      return sealed && this.#open(sealed, key);
    } catch (error) {
      this.#logger.error('the journal could not be read', error);
      return undefined;
    }
  }

  /** The sealed record if it is newer than `present`, the record in memory; another program has put it there. Changes nothing. Never throws. */
  async newerThan(present: TokenRecord): Promise<TokenRecord | undefined> {
    const record = await this.open(present);
    const isOthers = !record || conflictOf(record, present, present.origin) !== undefined;
    return isOthers ? undefined : this.#newerOf(record, present);
  }

  async #newerOf(sealed: TokenRecord, found: TokenRecord): Promise<TokenRecord | undefined> {
    return newerSealed(sealed, found, await this.#spentSideOf(sealed, found));
  }

  /** Which of the two refresh tokens is spent, by the spent token that each record names, and by the list. */
  async #spentSideOf(sealed: TokenRecord, found: TokenRecord): Promise<SpentSide> {
    const [ofSealed, ofFound] = [sealed.tokens.refreshToken, found.tokens.refreshToken];
    if (ofSealed.equals(ofFound)) return undefined;
    if (sealed.spent === this.#fingerprintOf(ofFound)) return 'found';
    if (found.spent === this.#fingerprintOf(ofSealed)) return 'sealed';
    const isSealed = await this.#singleUse?.isSpent(ofSealed);
    const isFound = await this.#singleUse?.isSpent(ofFound);
    if (isSealed === isFound) return undefined;
    return isFound ? 'found' : 'sealed';
  }

  async #openOrSetAside(sealed: Uint8Array, key: Secret): Promise<TokenRecord | undefined> {
    const record = this.#open(sealed, key);
    if (record) return record;
    this.#logger.error('a sealed record could not be opened and was set aside', new AxiomTokenError('STORAGE_CORRUPT'));
    await this.#journal.setAside(this.#idOf(key));
    return undefined;
  }

  /** Converts records that an earlier version of the app has sealed with the key of `found`; returns the newest record, `present` included. */
  async #takeIn(
    former: readonly Uint8Array[],
    found: TokenRecord,
    present: TokenRecord | undefined,
  ): Promise<TokenRecord | undefined> {
    let newest = present;
    for (const sealed of former) {
      const record = found.journalKey && this.#open(sealed, found.journalKey);
      if (!record) continue;
      if (!newest || record.recordGeneration > newest.recordGeneration) {
        const key = (await this.#makeKeyBesideJournal()) ?? found.journalKey;
        if (key) await this.#write(record, key);
        newest = record;
      }
      await this.#journal.dropFormer(sealed);
    }
    return newest;
  }

  async #write(record: TokenRecord, key: Secret): Promise<void> {
    const nonce = this.#crypto.randomBytes(NONCE_BYTES);
    const plaintext = new TextEncoder().encode(encodeTokenRecord(record).expose());
    const sealed = this.#crypto.seal(fromHex(key.expose()), nonce, plaintext, CONTEXT);
    await this.#journal.writeSealed(this.#idOf(key), joinBytes(nonce, sealed));
  }

  #open(sealed: Uint8Array, journalKey: Secret): TokenRecord | undefined {
    if (sealed.length <= NONCE_BYTES) return undefined;
    const key = fromHex(journalKey.expose());
    const plaintext = this.#crypto.open(key, sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES), CONTEXT);
    if (!plaintext) return undefined;
    try {
      return decodeTokenRecord(new Secret(new TextDecoder().decode(plaintext)));
    } catch {
      // For example sealed by a later version of the app; treated like one that cannot be opened.
      return undefined;
    }
  }

  /** The key that a record of this place is sealed with, if there is one yet. */
  async #keyOf(record: TokenRecord | undefined): Promise<Secret | undefined> {
    return this.#keyPlace === 'record' ? record?.journalKey : this.#journal.readKey();
  }

  /** The key beside the journal, made if there is none; `undefined` when the record keeps the key. */
  async #makeKeyBesideJournal(): Promise<Secret | undefined> {
    if (this.#keyPlace === 'record') return undefined;
    const known = await this.#journal.readKey();
    if (known) return known;
    const made = this.makeKey();
    await this.#journal.writeKey(made);
    return made;
  }

  #fingerprintOf(refreshToken: Secret): string {
    return fingerprintOf(refreshToken, (data) => this.#crypto.sha256(data));
  }

  #idOf(key: Secret): string {
    return journalKeyId(key, this.#crypto);
  }

  async #try(message: string, run: () => Promise<void>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      this.#logger.error(message, error);
      return false;
    }
  }
}
