// A journal in memory, for tests of the core. A test can keep it for several managers, as files outlive a program, and can make it fail.
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { Journal, RefreshIntent } from '../../../../main/core/ports/journal';

export class MemoryJournal implements Journal {
  intent: RefreshIntent | undefined;
  sealed: Uint8Array | undefined;
  /** What was put aside, oldest first. */
  readonly aside: Uint8Array[] = [];
  /** While set, every change of the journal fails with it. */
  failure: ErrorCode | undefined;

  async read(): ReturnType<Journal['read']> {
    return {
      ...(this.intent ? { intent: { ...this.intent } } : {}),
      ...(this.sealed ? { sealed: Uint8Array.from(this.sealed) } : {}),
    };
  }

  async writeIntent(intent: RefreshIntent): Promise<void> {
    this.#throwIfFailing();
    this.intent = { ...intent };
  }

  async clearIntent(): Promise<void> {
    this.#throwIfFailing();
    this.intent = undefined;
  }

  async writeSealed(sealed: Uint8Array): Promise<void> {
    this.#throwIfFailing();
    this.sealed = Uint8Array.from(sealed);
  }

  async clear(): Promise<void> {
    this.#throwIfFailing();
    this.intent = undefined;
    this.sealed = undefined;
  }

  async setAside(): Promise<void> {
    this.#throwIfFailing();
    if (this.sealed) this.aside.push(this.sealed);
    this.sealed = undefined;
  }

  #throwIfFailing(): void {
    if (this.failure) throw new AxiomTokenError(this.failure);
  }
}
