// A journal in memory, for tests of the core: outlives the objects over it as files outlive a program, and can be made to fail.
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { Journal, RefreshIntent } from '../../../../main/core/ports/journal';

export class MemoryJournal implements Journal {
  intent: RefreshIntent | undefined;
  sealed: Uint8Array | undefined;
  /** What was put aside, oldest first. */
  readonly aside: Uint8Array[] = [];
  /** While set, everything that would change the journal fails with it. */
  failure: ErrorCode | undefined;

  async read(): ReturnType<Journal['read']> {
    return {
      ...(this.intent ? { intent: { ...this.intent } } : {}),
      ...(this.sealed ? { sealed: Uint8Array.from(this.sealed) } : {}),
    };
  }

  async writeIntent(intent: RefreshIntent): Promise<void> {
    this.#admit();
    this.intent = { ...intent };
  }

  async clearIntent(): Promise<void> {
    this.#admit();
    this.intent = undefined;
  }

  async writeSealed(sealed: Uint8Array): Promise<void> {
    this.#admit();
    this.sealed = Uint8Array.from(sealed);
  }

  async clear(): Promise<void> {
    this.#admit();
    this.intent = undefined;
    this.sealed = undefined;
  }

  async setAside(): Promise<void> {
    this.#admit();
    if (this.sealed) this.aside.push(this.sealed);
    this.sealed = undefined;
  }

  #admit(): void {
    if (this.failure) throw new AxiomTokenError(this.failure);
  }
}
