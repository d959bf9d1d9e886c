// Keeps one store equal to the record in memory: reads it, writes what changed, tries again what failed, moves to another store.
// One call to the store at a time. Used by TokenManager only; knows nothing of expiry or sign-in.
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import { isConflict } from '../tokens/found-record';
import { createInTurn } from '../flow/in-turn';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';
import type { TokenStore } from '../ports/token-store';
import { type LockPurpose, ProfileLock, type ProfileLockOptions } from './profile-lock';
import type { RecordInMemory } from './record-in-memory';
import type { SealedJournal } from './sealed-journal';
import { type StorageFacet, deriveStorageFacet } from '../status/state-facets';
import { lookBeforeLeaving } from './store-looks';
import { arriveAt, type RecordMove } from './store-move';
import { StoreReader } from './store-reader';
import { StoreTrouble } from './store-trouble';
import { StoreWriter } from './store-writer';
import type { TokenRecord } from '../tokens/token-record';

/** Without `place`, the lock is that of the profile's id. */
export interface StoreKeeperOptions extends Partial<Pick<ProfileLockOptions, 'place'>> {
  readonly profileId: string;
  readonly origin: string;
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  /** Keeps a sealed copy of what the store does not have yet; absent for profiles in memory. */
  readonly journal?: SealedJournal;
  /** Keeps other processes that know the same profile from refreshing or writing meanwhile. */
  readonly lock?: RefreshLock;
}

/** Longer than another process's refresh takes with all its retries. */
const HOLD_WAIT_MS = 70_000;

export class StoreKeeper {
  readonly #options: StoreKeeperOptions;
  readonly #memory: RecordInMemory;
  #store: TokenStore;
  #isLoading = true;
  readonly #trouble: StoreTrouble;
  readonly #writer: StoreWriter;
  readonly #reader: StoreReader;
  readonly #hold: ProfileLock;
  readonly #inTurn = createInTurn();
  /** How many steps are in turn. */
  #underWay = 0;

  constructor(options: StoreKeeperOptions, memory: RecordInMemory) {
    this.#options = options;
    this.#memory = memory;
    this.#store = options.store;
    this.#trouble = new StoreTrouble(options);
    this.#writer = new StoreWriter(memory, options.origin);
    this.#reader = new StoreReader(memory, this.#writer, options.origin);
    this.#hold = new ProfileLock({ ...options, place: options.place ?? options.profileId });
  }

  get store(): TokenStore {
    return this.#store;
  }

  /** The journal beside the store; none for one in memory. */
  get journal(): SealedJournal | undefined {
    return this.#store.kind === 'memory' ? undefined : this.#options.journal;
  }

  /** Why the last call failed; `undefined` after a success. */
  get failure(): AxiomTokenError | undefined {
    return this.#trouble.failure;
  }

  /** See {@link StoreReader.wasInterrupted}. */
  get wasInterrupted(): boolean {
    return this.#reader.wasInterrupted;
  }

  /** Whether memory holds tokens that the store does not have yet, also while they are being written. */
  get hasUnsavedTokens(): boolean {
    return this.#writer.isDirty && this.#memory.get() !== undefined;
  }

  get facet(): StorageFacet {
    return deriveStorageFacet({
      isLoading: this.#isLoading,
      isUnsaved: this.hasUnsavedTokens && this.#trouble.isShown,
      ...(this.failure ? { lastFailure: this.failure.code } : {}),
    });
  }

  /** Reads the store into memory, once. Never throws: a failure shows in `facet` and is tried again by itself. */
  load(): Promise<void> {
    return this.#enqueue(() => this.#read());
  }

  /** Writes what is in memory. Resolves when the first try is over; true if it held. */
  async save(): Promise<boolean> {
    this.#writer.markDirty();
    // A store that does not answer an earlier call must not keep the newest tokens from being sealed. Only what surely follows the store's record:
    // before that was read, the journal may hold something newer than it.
    const early = this.#underWay > 0 && this.#reader.isLoaded ? this.#memory.get() : undefined;
    if (early) await this.journal?.seal(early);
    await this.#enqueue(() => this.#write());
    return !this.#writer.isDirty;
  }

  /** As {@link save}, for a person's sign-in or restore: looks first at what another process may have saved. */
  replace(): Promise<boolean> {
    this.#writer.lookFirst();
    return this.save();
  }

  /** Removes what the store has of the sign-in that `former` was; see {@link StoreWriter.markLeaving}. */
  remove(former: TokenRecord | undefined): Promise<boolean> {
    this.#writer.markLeaving(former);
    return this.replace();
  }

  /** Gives up writing what is unsaved and reads the store instead. True if that worked. */
  async forgetUnsaved(): Promise<boolean> {
    this.#writer.forget();
    this.#reader.forget();
    await this.load();
    return this.failure === undefined;
  }

  /** Tries again what failed, now. */
  retry(): Promise<void> {
    return this.#enqueue(() => (this.#writer.isDirty ? this.#write() : this.#read()));
  }

  /** See {@link TokenManager.hold}. */
  async hold(waitMs = HOLD_WAIT_MS, purpose: LockPurpose = 'write'): Promise<Unsubscribe> {
    // No other process can know tokens that are in this one's memory only.
    return this.#store.kind === 'memory' ? () => undefined : this.#hold.acquire(waitMs, purpose);
  }

  /** See {@link TokenManager.reloadIfNewer}. */
  adoptNewer(): Promise<boolean> {
    return this.#enqueue(() => this.#whileHeld(() => this.#adopt()));
  }

  /** See {@link TokenManager.moveTo}. */
  move(store: TokenStore, recordMove: RecordMove): Promise<void> {
    return this.#enqueue(() => this.#whileHeld(() => this.#move(store, recordMove)));
  }

  dispose(): void {
    this.#trouble.dispose();
  }

  #enqueue<Result>(run: () => Promise<Result>): Promise<Result> {
    this.#underWay++;
    return this.#inTurn(run).finally(() => this.#underWay--);
  }

  async #whileHeld<Result>(run: () => Promise<Result>): Promise<Result> {
    const release = await this.hold();
    try {
      return await run();
    } finally {
      release();
    }
  }

  async #read(): Promise<void> {
    // What was read once lives in memory: a store that was emptied since must not empty it too.
    if (this.#writer.isDirty || this.#reader.isLoaded) return;
    let release: Unsubscribe | undefined;
    try {
      release = await this.#reader.read(this.#store, this.journal, (waitMs) => this.hold(waitMs));
      this.#trouble.end();
    } catch (error) {
      this.#fail(error, 'the saved tokens could not be read');
    }
    this.#isLoading = false;
    this.#memory.changed();
    // What the journal had more than the store.
    await this.#write();
    release?.();
  }

  async #adopt(): Promise<boolean> {
    const { isDirty } = this.#writer;
    try {
      const isNewer = await this.#reader.adopt(this.#store, this.journal);
      if (!isDirty) await this.#write();
      return isNewer;
    } catch (error) {
      if (!isConflict(toAxiomTokenError(error))) throw error;
      this.#fail(error, 'another sign-in has taken the place');
      this.#memory.changed();
      throw error;
    }
  }

  async #write(): Promise<void> {
    if (!this.#writer.isDirty) return;
    this.#trouble.beginWrite(() => this.#memory.changed());
    let release: Unsubscribe | undefined;
    try {
      release = await this.hold();
      while (this.#writer.isDirty) {
        await this.#writer.writeOnce(this.#store, this.journal, this.#reader.isLoaded);
        this.#reader.markWritten();
      }
      this.#trouble.end();
    } catch (error) {
      this.#fail(error, 'the tokens could not be saved');
    } finally {
      release?.();
      this.#trouble.endWrite();
    }
    this.#isLoading = false;
    this.#memory.changed();
  }

  async #move(store: TokenStore, recordMove: RecordMove): Promise<void> {
    const former = this.#store;
    const { logger, origin, journal } = this.#options;
    const lastLook = this.#reader.isLoaded ? await lookBeforeLeaving(former, logger) : undefined;
    if (lastLook) this.#reader.take(lastLook.found);
    const { isDirty } = this.#writer;
    const record = this.#memory.get();
    const departure = { record, isDirty, lastLook, origin, journal };
    const { kept, isAdopted, newer, mayRemoveFormer } = await arriveAt(store, departure);
    await recordMove(kept !== undefined);
    this.#store = store;
    if (isAdopted && !this.#memory.get()) this.#memory.set(newer ?? kept);
    this.#writer.forget();
    if (this.#memory.get() !== kept) this.#writer.markDirty();
    // Over what was found there, a sign-in that came in meanwhile is written only after another look.
    if (isAdopted) this.#writer.lookFirst();
    else this.#writer.trust();
    this.#reader.markLoaded();
    this.#trouble.end();
    this.#memory.changed();
    if (!mayRemoveFormer) return;
    await former.clear();
    // Written once more: both may be one place under two names.
    if (record) this.#writer.markDirty();
    await this.#write();
  }

  #fail(error: unknown, message: string): void {
    this.#writer.lookFirst();
    this.#options.logger.error(message, error, { store: this.#store.kind });
    // Only a person can help; but what is unsaved is tried until it holds.
    const isLasting = (failure: AxiomTokenError): boolean =>
      isConflict(failure) || (failure.code === 'STORAGE_CORRUPT' && !this.#writer.isDirty);
    this.#trouble.add(error, isLasting, () => void this.retry());
  }
}
