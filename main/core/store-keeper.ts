// Keeps one store equal to the record in memory: reads it, writes what changed, tries again what failed, moves to another store.
// One call to the store at a time. Used by TokenManager only; knows nothing of expiry or sign-in.
import { STORE_BACKOFF, backoffMs } from './backoff';
import { AxiomTokenError, toAxiomTokenError } from './errors';
import type { Clock, Unsubscribe } from './ports/clock';
import type { Logger } from './ports/logger';
import type { TokenStore } from './ports/token-store';
import { type StorageFacet, deriveStorageFacet } from './state-facets';
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
}

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
  #failure: AxiomTokenError | undefined;
  #failuresInARow = 0;
  #cancelRetry: Unsubscribe | undefined;
  #work: Promise<void> = Promise.resolve();
  #isDisposed = false;

  constructor(options: StoreKeeperOptions, memory: RecordInMemory) {
    this.#options = options;
    this.#memory = memory;
    this.#store = options.store;
  }

  get store(): TokenStore {
    return this.#store;
  }

  /** Why the last call failed; `undefined` after a success. */
  get failure(): AxiomTokenError | undefined {
    return this.#failure;
  }

  get facet(): StorageFacet {
    const isTrouble = this.#isSlow || this.#failure !== undefined;
    return deriveStorageFacet({
      isLoading: this.#isLoading,
      isUnsaved: this.#isDirty && isTrouble && this.#memory.get() !== undefined,
      ...(this.#failure ? { lastFailure: this.#failure.code } : {}),
    });
  }

  /** Reads the store into memory. Never throws: a failure shows in `facet` and is tried again by itself. */
  load(): Promise<void> {
    return this.#enqueue(() => this.#read());
  }

  /** Writes what is in memory, or removes when there is nothing. Resolves when the first try is over; true if it held. */
  async save(): Promise<boolean> {
    this.#isDirty = true;
    await this.#enqueue(() => this.#write());
    return !this.#isDirty;
  }

  /** Tries again what failed, now. */
  retry(): Promise<void> {
    return this.#enqueue(() => (this.#isDirty ? this.#write() : this.#read()));
  }

  /** Takes a newer generation that another process has saved. True when there was one. @throws AxiomTokenError when the store could not be asked */
  async adoptNewer(): Promise<boolean> {
    const found = await this.#store.load();
    const present = this.#memory.get();
    if (!found || !present || this.#isDirty || found.origin !== this.#options.origin) return false;
    if (found.generation <= present.generation) return false;
    this.#memory.set(found);
    this.#memory.changed();
    return true;
  }

  /** See {@link TokenManager.moveTo}. */
  move(store: TokenStore, recordMove: () => Promise<void>): Promise<void> {
    return this.#enqueue(() => this.#move(store, recordMove));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelRetry?.();
  }

  #enqueue(run: () => Promise<void>): Promise<void> {
    const done = this.#work.then(run);
    this.#work = done.catch(() => undefined);
    return done;
  }

  async #read(): Promise<void> {
    if (this.#isDirty) return;
    try {
      const found = await this.#store.load();
      // Tokens that came in meanwhile are newer; their write looks at the store again.
      if (!this.#isDirty) {
        this.#checkOrigin(found);
        this.#memory.set(found);
        this.#isLoaded = true;
      }
      this.#succeed();
    } catch (error) {
      this.#fail(error, 'the saved tokens could not be read');
    }
    this.#isLoading = false;
    this.#memory.changed();
  }

  async #write(): Promise<void> {
    const cancelSlow = this.#options.clock.setTimer(SLOW_WRITE_MS, () => {
      this.#isSlow = true;
      this.#memory.changed();
    });
    try {
      while (this.#isDirty) await this.#writeOnce();
      this.#succeed();
    } catch (error) {
      this.#fail(error, 'the tokens could not be saved');
    } finally {
      cancelSlow();
      this.#isSlow = false;
    }
    this.#isLoading = false;
    this.#memory.changed();
  }

  async #writeOnce(): Promise<void> {
    if (!this.#isLoaded) await this.#lookBeforeWriting();
    const target = this.#memory.get();
    await (target ? this.#store.save(target) : this.#store.clear());
    if (this.#memory.get() === target) this.#isDirty = false;
  }

  /** The store was never read: what lies there may belong to another origin, or be of a higher generation. */
  async #lookBeforeWriting(): Promise<void> {
    const found = await this.#store.load().catch((error: unknown) => {
      // Damaged, or not readable though the index knows of it: the person was told, and signed in again. A store that is really locked refuses the
      // write by itself.
      const { code } = toAxiomTokenError(error);
      if (code !== 'STORAGE_CORRUPT' && code !== 'STORAGE_LOCKED') throw error;
      return undefined;
    });
    this.#checkOrigin(found);
    const present = this.#memory.get();
    if (found && present && found.generation >= present.generation) {
      this.#memory.set({ ...present, generation: found.generation + 1 });
    }
    this.#isLoaded = true;
  }

  #checkOrigin(found: TokenRecord | undefined): void {
    if (!found || found.origin === this.#options.origin) return;
    throw new AxiomTokenError('WRONG_ORIGIN', {
      message: `The tokens saved here belong to ${found.origin}; this run talks to ${this.#options.origin}.`,
      remedy: 'They are untouched. Start the app for the server they belong to.',
    });
  }

  async #move(store: TokenStore, recordMove: () => Promise<void>): Promise<void> {
    const record = this.#memory.get();
    if (await store.load()) {
      throw new AxiomTokenError('STORAGE_DENIED', {
        message: `There are already tokens at the new place (${store.place}).`,
        remedy: 'Choose another place. Nothing was changed.',
      });
    }
    if (record) await store.save(record);
    await recordMove();
    const former = this.#store;
    // What could not be read stays where it is: it may hold a sign-in that this run has not seen.
    const mayRemoveFormer = this.#isLoaded;
    this.#store = store;
    this.#isLoaded = true;
    this.#isDirty = this.#memory.get() !== record;
    this.#succeed();
    this.#memory.changed();
    if (mayRemoveFormer) await former.clear();
  }

  #succeed(): void {
    this.#failure = undefined;
    this.#failuresInARow = 0;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  #fail(error: unknown, message: string): void {
    const failure = toAxiomTokenError(error);
    this.#failure = failure;
    this.#failuresInARow++;
    this.#options.logger.error(message, error, { store: this.#store.kind });
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    const isLasting = failure.code === 'WRONG_ORIGIN' || failure.code === 'STORAGE_CORRUPT';
    if (isLasting || this.#isDisposed) return;
    const delayMs = backoffMs(STORE_BACKOFF, this.#failuresInARow, this.#options.random());
    this.#cancelRetry = this.#options.clock.setTimer(delayMs, () => void this.retry());
  }
}
