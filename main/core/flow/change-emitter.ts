// Tells listeners that something changed; they read the new state where it lives. One listener's failure does not keep it from the others.
import type { Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';

export class ChangeEmitter {
  readonly #listeners = new Set<{ readonly call: () => void }>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Calls `listener` after every change until the result is called. The same function may be added twice. */
  subscribe(listener: () => void): Unsubscribe {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  emit(): void {
    // A copy, so that one who joins now is not told yet; those who left since are left out.
    for (const listener of Array.from(this.#listeners)) {
      try {
        if (this.#listeners.has(listener)) listener.call();
      } catch (error) {
        this.#logger.error('a change listener failed', error);
      }
    }
  }
}
