// Brings a store to what is in memory: looks first where another may have written, seals, saves or removes, cleans up. Used by StoreKeeper, which
// holds the profile meanwhile and decides when to try again.
import { isOtherAccount } from '../tokens/auth-tokens';
import { refuseConflict } from '../tokens/found-record';
import type { TokenStore } from '../ports/token-store';
import type { RecordInMemory } from './record-in-memory';
import type { SealedJournal } from './sealed-journal';
import { lookBeforeOverwriting } from './store-looks';
import type { TokenRecord } from '../tokens/token-record';

export class StoreWriter {
  readonly #memory: RecordInMemory;
  readonly #origin: string;
  #isDirty = false;
  #mustLook = true;
  #leaving: TokenRecord | undefined;

  constructor(memory: RecordInMemory, origin: string) {
    this.#memory = memory;
    this.#origin = origin;
  }

  /** Whether memory differs from the store. */
  get isDirty(): boolean {
    return this.#isDirty;
  }

  /** Memory has changed. */
  markDirty(): void {
    this.#isDirty = true;
  }

  /** The tokens that were in memory go. If another process has saved another account's meanwhile, those stay and come to memory. */
  markLeaving(former: TokenRecord | undefined): void {
    this.#leaving = former;
  }

  /** What memory had more than the store is given up. */
  forget(): void {
    this.#isDirty = false;
    this.#leaving = undefined;
  }

  /** The next write looks at the store first: it was not read, or another process may have written since. So it is at the beginning. */
  lookFirst(): void {
    this.#mustLook = true;
  }

  /** The store was just read, and no other process can write now. */
  trust(): void {
    this.#mustLook = false;
  }

  /**
   * One step towards what is in memory; afterwards `isDirty` says whether that has changed meanwhile. `isKnown`: what the store held before is, so that
   * the journal surely has nothing newer than memory.
   * @throws AxiomTokenError of the store; `WRONG_ORIGIN`, `WRONG_ACCOUNT` when it holds what is not ours to replace
   */
  async writeOnce(store: TokenStore, journal: SealedJournal | undefined, isKnown: boolean): Promise<void> {
    const early = this.#mustLook && isKnown ? this.#memory.get() : undefined;
    // The store may not answer the look.
    if (early) await journal?.seal(early);
    if (this.#mustLook) await this.#look(store);
    if (!this.#isDirty) return;
    const target = this.#memory.get();
    // Tokens that go must not come back from the journal; tokens that come must not be lost while the store takes them.
    if (!target) await journal?.clear(this.#leaving);
    else if (target !== early) await journal?.seal(target);
    await (target ? store.save(target) : store.clear());
    // Not before: a look at a locked store saw nothing, so the next try has to look again.
    this.#mustLook = false;
    this.#leaving = undefined;
    this.#isDirty = this.#memory.get() !== target;
    if (target && !this.#isDirty) await journal?.clear(target);
  }

  async #look(store: TokenStore): Promise<void> {
    const found = await lookBeforeOverwriting(store);
    const present = this.#memory.get();
    refuseConflict(found, present, this.#origin);
    if (!found) return;
    if (present) {
      if (found.recordGeneration >= present.recordGeneration) {
        this.#memory.set({ ...present, recordGeneration: found.recordGeneration + 1 });
      }
    } else if (isOtherAccount(found.tokens, this.#leaving?.tokens)) {
      this.forget();
      this.#memory.set(found);
    }
  }
}
