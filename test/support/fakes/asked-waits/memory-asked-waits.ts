// The waits that Axiom has asked for, in memory, for tests of the core. Programs of one test share one, as processes share the folder.
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { AskedWaits, NotedWait } from '../../../../main/core/ports/asked-waits';
import type { StillWanted } from '../../../../main/core/ports/still-wanted';

export class MemoryAskedWaits implements AskedWaits {
  readonly kept = new Map<string, NotedWait>();
  /** While set, every call fails with it. */
  failure: ErrorCode | undefined;

  async read(place: string): Promise<NotedWait | undefined> {
    this.#throwIfFailing();
    return this.kept.get(place);
  }

  async note(place: string, wait: NotedWait, isWanted?: StillWanted): Promise<void> {
    this.#throwIfFailing(isWanted);
    this.kept.set(place, { ...wait });
  }

  async drop(place: string, isWanted?: StillWanted): Promise<void> {
    this.#throwIfFailing(isWanted);
    this.kept.delete(place);
  }

  #throwIfFailing(isWanted?: StillWanted): void {
    if (isWanted?.() === false) throw new AxiomTokenError('TIMEOUT');
    if (this.failure) throw new AxiomTokenError(this.failure);
  }
}
