// Brings to memory what a store holds, and what the journal has more than it: at the start, and again before a refresh, when another process may have
// written since. Used by StoreKeeper, which takes the turns and tells of failures.
import { toAxiomTokenError } from '../base/errors';
import { isConflict, isNewer, refuseConflict } from '../tokens/found-record';
import type { Unsubscribe } from '../ports/clock';
import type { TokenStore } from '../ports/token-store';
import type { RecordInMemory } from './record-in-memory';
import type { SealedJournal } from './sealed-journal';
import type { StoreWriter } from './store-writer';
import type { TokenRecord } from '../tokens/token-record';

/** A start does not wait for a refresh that another process has under way. */
const RECOVERY_WAIT_MS = 2_000;

export class StoreReader {
  readonly #memory: RecordInMemory;
  readonly #writer: StoreWriter;
  readonly #origin: string;
  #isLoaded = false;
  #wasInterrupted = false;

  constructor(memory: RecordInMemory, writer: StoreWriter, origin: string) {
    this.#memory = memory;
    this.#writer = writer;
    this.#origin = origin;
  }

  /** Whether the store's content is known: then memory decides. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** Whether the answer to a refresh was lost, with the app or on its way: the server may have used the refresh token up. */
  get wasInterrupted(): boolean {
    return this.#wasInterrupted;
  }

  /** The store is to be read as if for the first time. */
  forget(): void {
    this.#isLoaded = false;
  }

  /** What is in the store is known: by a move. */
  markLoaded(): void {
    this.#isLoaded = true;
  }

  /** The store holds what is in memory: a lost answer explains nothing any more. */
  markWritten(): void {
    this.#isLoaded = true;
    this.#wasInterrupted = false;
  }

  /**
   * Reads the store and, if it can hold the profile, the journal. The result, if any, gives the hold back: to be called when what was recovered is
   * written. Tokens that came in meanwhile are newer and stay.
   * @throws AxiomTokenError of the store; `WRONG_ORIGIN`
   */
  async read(
    store: TokenStore,
    journal: SealedJournal | undefined,
    hold: (waitMs: number) => Promise<Unsubscribe>,
  ): Promise<Unsubscribe | undefined> {
    const found = await store.load();
    if (this.#writer.isDirty) return undefined;
    refuseConflict(found, undefined, this.#origin);
    if (isLeaving(store, found)) {
      // The run that removed it died on the way; the write that follows finishes that.
      this.#writer.markLeaving(found);
      this.#writer.markDirty();
      this.#isLoaded = true;
      return undefined;
    }
    // Without the hold the journal is another process's; what that has sealed it will also save.
    const release = found && (await hold(RECOVERY_WAIT_MS).catch(() => undefined));
    const recovered = release && (await journal?.recover(found));
    if (this.#writer.isDirty) return release;
    this.#wasInterrupted = recovered?.wasInterrupted ?? false;
    this.#hold(recovered?.newer, found);
    this.#isLoaded = true;
    this.#writer.trust();
    return release;
  }

  /**
   * Reads again what is held against other processes. True when there was something newer; what came from the journal is then still to be written.
   * @throws AxiomTokenError of the store, when the journal has nothing newer either; `WRONG_ORIGIN`, `WRONG_ACCOUNT`
   */
  async adopt(store: TokenStore, journal: SealedJournal | undefined): Promise<boolean> {
    // What memory has more than the store is later than anything there.
    if (this.#writer.isDirty) return false;
    this.#writer.lookFirst();
    let isTaken = false;
    let failure: unknown;
    try {
      const found = await store.load();
      if (this.#writer.isDirty) return false;
      refuseConflict(found, this.#memory.get(), this.#origin);
      isTaken = this.take(found);
      this.#writer.trust();
    } catch (error) {
      if (isConflict(toAxiomTokenError(error))) throw error;
      failure = error;
    }
    if (this.#writer.isDirty) return false;
    const present = this.#memory.get();
    const recovered = await journal?.recover(present);
    if (this.#writer.isDirty) return false;
    this.#wasInterrupted ||= recovered?.wasInterrupted ?? false;
    this.#hold(recovered?.newer, present);
    if (recovered?.newer) return true;
    if (failure !== undefined) throw failure;
    return isTaken;
  }

  /** Takes what another process has saved, if it is newer; whether it was. */
  take(found: TokenRecord | undefined): boolean {
    if (this.#writer.isDirty || !isNewer(found, this.#memory.get())) return false;
    this.#memory.set(found);
    this.#memory.changed();
    return true;
  }

  #hold(newer: TokenRecord | undefined, found: TokenRecord | undefined): void {
    this.#memory.set(newer ?? found);
    if (newer) this.#writer.markDirty();
  }
}

/** Whether a removal of what was found is to be finished. What was saved after it began is another process's new sign-in. */
function isLeaving({ deletionPendingSinceMs }: TokenStore, found: TokenRecord | undefined): boolean {
  return deletionPendingSinceMs !== undefined && (found === undefined || found.savedAtMs <= deletionPendingSinceMs);
}
