// Calls listeners after a change. It passes no data: a listener reads the new state from its owner.
// A listener that throws does not stop the others.
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
    // A copy: a listener added during this call is not called yet. One removed during this call is skipped.
    for (const listener of Array.from(this.#listeners)) {
      try {
        if (this.#listeners.has(listener)) listener.call();
      } catch (error) {
        this.#logger.error('a change listener failed', error);
      }
    }
  }
}
