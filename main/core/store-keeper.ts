// Keeps one store equal to the record in memory: reads it, writes what changed, tries again what failed, moves to another store.
// One call to the store at a time. Used by TokenManager only; knows nothing of expiry or sign-in.
import { copyToStore } from './copy-to-store';
import type { AxiomTokenError } from './errors';
import { isCovered, isForeign, isNewer, refuseForeign } from './found-record';
import { createInTurn } from './in-turn';
import type { Clock, Unsubscribe } from './ports/clock';
import type { Logger } from './ports/logger';
import type { TokenStore } from './ports/token-store';
import type { SealedJournal } from './sealed-journal';
import { type StorageFacet, deriveStorageFacet } from './state-facets';
import { lookBeforeArriving, lookBeforeLeaving, lookBeforeOverwriting } from './store-looks';
import { StoreTrouble } from './store-trouble';
import type { TokenRecord } from './token-record';

/** The record in memory, which the keeper compares with the store. */
export interface RecordInMemory {
  get(): TokenRecord | undefined;
  /** Takes what was read from the store, or a higher generation. */
  set(record: TokenRecord | undefined): void;
  /** Something that is shown may have changed. */
  changed(): void;
}

export interface StoreKeeperOptions {
  readonly origin: string;
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  /** Keeps a sealed copy of what the store does not have yet; absent for profiles in memory. */
  readonly journal?: SealedJournal;
}

/** Notes durably where a profile's tokens are from now on, and whether there are any. */
export type RecordMove = (hasTokens: boolean) => Promise<void>;

/** A write that takes longer is shown as `unsaved` while it lasts. */
const SLOW_WRITE_MS = 1_000;

export class StoreKeeper {
  readonly #options: StoreKeeperOptions;
  readonly #memory: RecordInMemory;
  #store: TokenStore;
  #isLoading = true;
  /** Whether the store's content is known: then memory decides; before, a write looks first. */
  #isLoaded = false;
  /** Whether memory differs from the store. */
  #isDirty = false;
  #isSlow = false;
  readonly #trouble: StoreTrouble;
  #wasInterrupted = false;
  #cancelSlow: Unsubscribe | undefined;
  readonly #inTurn = createInTurn();
  /** How many steps are in turn. */
  #underWay = 0;
  #isDisposed = false;

  constructor(options: StoreKeeperOptions, memory: RecordInMemory) {
    this.#options = options;
    this.#memory = memory;
    this.#store = options.store;
    this.#trouble = new StoreTrouble(options);
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

  /** Whether the app ended last time in the middle of a refresh whose answer it never saw. */
  get wasInterrupted(): boolean {
    return this.#wasInterrupted;
  }

  /** Whether memory holds tokens that the store does not have yet, also while they are being written. */
  get hasUnsavedTokens(): boolean {
    return this.#isDirty && this.#memory.get() !== undefined;
  }

  get facet(): StorageFacet {
    const isTrouble = this.#isSlow || this.failure !== undefined;
    return deriveStorageFacet({
      isLoading: this.#isLoading,
      isUnsaved: this.hasUnsavedTokens && isTrouble,
      ...(this.failure ? { lastFailure: this.failure.code } : {}),
    });
  }

  /** Reads the store into memory, once. Never throws: a failure shows in `facet` and is tried again by itself. */
  load(): Promise<void> {
    return this.#enqueue(() => this.#read());
  }

  /** Writes what is in memory, or removes when there is nothing. Resolves when the first try is over; true if it held. */
  async save(): Promise<boolean> {
    this.#isDirty = true;
    // A store that does not answer an earlier call must not keep the newest tokens from being sealed. Only what surely follows the store's record:
    // before that was read, the journal may hold something newer than it.
    const early = this.#underWay > 0 && this.#isLoaded ? this.#memory.get() : undefined;
    if (early) await this.journal?.keep(early);
    await this.#enqueue(() => this.#write());
    return !this.#isDirty;
  }

  /** Gives up writing what is unsaved and reads the store instead. True if that worked. */
  async forgetUnsaved(): Promise<boolean> {
    this.#isDirty = false;
    await this.load();
    return this.failure === undefined;
  }

  /** Tries again what failed, now. */
  retry(): Promise<void> {
    return this.#enqueue(() => (this.#isDirty ? this.#write() : this.#read()));
  }

  /** Takes a newer generation that another process has saved. True when there was one. @throws AxiomTokenError when the store could not be asked */
  adoptNewer(): Promise<boolean> {
    return this.#enqueue(async () => this.#take(await this.#store.load()));
  }

  /** See {@link TokenManager.moveTo}. */
  move(store: TokenStore, recordMove: RecordMove): Promise<void> {
    return this.#enqueue(() => this.#move(store, recordMove));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#trouble.dispose();
    this.#cancelSlow?.();
  }

  #enqueue<Result>(run: () => Promise<Result>): Promise<Result> {
    this.#underWay++;
    return this.#inTurn(run).finally(() => this.#underWay--);
  }

  async #read(): Promise<void> {
    // What was read once lives in memory: a store that was emptied since must not empty it too.
    if (this.#isDirty || this.#isLoaded) return;
    try {
      const found = await this.#store.load();
      // Tokens that came in meanwhile are newer; their write looks at the store again.
      if (!this.#isDirty) {
        refuseForeign(found, undefined, this.#options.origin);
        await this.#takeWithJournal(found);
      }
      this.#trouble.end();
    } catch (error) {
      this.#fail(error, 'the saved tokens could not be read');
    }
    this.#isLoading = false;
    this.#memory.changed();
    // What the journal had more than the store.
    await this.#write();
  }

  /** The record of the store, or a later one that the journal has: then the app ended before the store got it. */
  async #takeWithJournal(found: TokenRecord | undefined): Promise<void> {
    const recovered = await this.journal?.recover(found);
    if (this.#isDirty) return;
    this.#wasInterrupted = recovered?.wasInterrupted ?? false;
    this.#isDirty = recovered?.newer !== undefined;
    this.#memory.set(recovered?.newer ?? found);
    this.#isLoaded = true;
  }

  async #write(): Promise<void> {
    if (!this.#isDirty) return;
    this.#cancelSlow = this.#options.clock.setTimer(SLOW_WRITE_MS, () => {
      this.#isSlow = true;
      this.#memory.changed();
    });
    if (this.#isDisposed) this.#cancelSlow();
    try {
      while (this.#isDirty) await this.#writeOnce();
      this.#trouble.end();
    } catch (error) {
      this.#fail(error, 'the tokens could not be saved');
    } finally {
      this.#cancelSlow?.();
      this.#isSlow = false;
    }
    this.#isLoading = false;
    this.#memory.changed();
  }

  async #writeOnce(): Promise<void> {
    if (!this.#isLoaded) await this.#lookBeforeWriting();
    const target = this.#memory.get();
    // Tokens that go must not come back from the journal; tokens that come must not be lost while the store takes them.
    await (target ? this.journal?.keep(target) : this.journal?.clear());
    await (target ? this.#store.save(target) : this.#store.clear());
    // Not before: a look at a locked store saw nothing, so the next try has to look again.
    this.#isLoaded = true;
    this.#wasInterrupted = false;
    this.#isDirty = this.#memory.get() !== target;
    if (target && !this.#isDirty) await this.journal?.clear();
  }

  /** The store was never read: what lies there may belong to another origin, or be of a higher generation. */
  async #lookBeforeWriting(): Promise<void> {
    const found = await lookBeforeOverwriting(this.#store);
    const present = this.#memory.get();
    refuseForeign(found, present, this.#options.origin);
    if (found && present && found.generation >= present.generation) {
      this.#memory.set({ ...present, generation: found.generation + 1 });
    }
  }

  async #move(store: TokenStore, recordMove: RecordMove): Promise<void> {
    const former = this.#store;
    const lastLook = this.#isLoaded ? await lookBeforeLeaving(former, this.#options.logger) : undefined;
    if (lastLook) this.#take(lastLook.found);
    // What could not be read stays where it is: it may hold a sign-in that this run has not seen. What is being cleared may go, whatever it is.
    const isBeingCleared = this.#isDirty && this.#memory.get() === undefined;
    const mayRemoveFormer = lastLook !== undefined && (isBeingCleared || isCovered(lastLook.found, this.#memory.get()));
    const record = this.#memory.get();
    // Surely signed out: what lies at the new place is then not in the way, it is what the person comes back to.
    const isSignedOut = mayRemoveFormer && record === undefined && !this.#isDirty;
    const adopted = isSignedOut ? await lookBeforeArriving(store, this.#options.origin) : undefined;
    // A run that ended there may have left more in the journal than the place has.
    const recovered = adopted && store.kind !== 'memory' ? await this.#options.journal?.recover(adopted) : undefined;
    if (!adopted) await copyToStore(record, store);
    await recordMove((adopted ?? record) !== undefined);
    this.#store = store;
    if (adopted && !this.#memory.get()) this.#memory.set(recovered?.newer ?? adopted);
    this.#isDirty = this.#memory.get() !== (adopted ?? record);
    // Over what was found there, a sign-in that came in meanwhile is written only after another look.
    this.#isLoaded = !(adopted && this.#isDirty);
    this.#trouble.end();
    this.#memory.changed();
    if (!mayRemoveFormer) return;
    await former.clear();
    // Written once more: both may be one place under two names.
    if (record) this.#isDirty = true;
    await this.#write();
  }

  #take(found: TokenRecord | undefined): boolean {
    if (this.#isDirty || !isNewer(found, this.#memory.get())) return false;
    this.#memory.set(found);
    this.#memory.changed();
    return true;
  }

  #fail(error: unknown, message: string): void {
    this.#options.logger.error(message, error, { store: this.#store.kind });
    // Only a person can help; but what is unsaved is tried until it holds.
    const isLasting = (failure: AxiomTokenError): boolean =>
      isForeign(failure) || (failure.code === 'STORAGE_CORRUPT' && !this.#isDirty);
    this.#trouble.add(error, isLasting, () => void this.retry());
  }
}
