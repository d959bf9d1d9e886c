// Change notices between programs in memory, for tests of the core. Two with the same listeners act as two programs.
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { PlaceNotifications } from '../../../../main/core/ports/place-notifications';

interface Listener {
  readonly program: MemoryPlaceNotifications;
  readonly place: string;
  readonly changed: () => void;
}

/** The listeners of all programs. */
export type NewsListeners = Set<Listener>;

export class MemoryPlaceNotifications implements PlaceNotifications {
  readonly #listeners: NewsListeners;
  /** While set, notices fail with it. */
  failure: ErrorCode | undefined;

  constructor(listeners: NewsListeners = new Set()) {
    this.#listeners = listeners;
  }

  async notify(place: string): Promise<void> {
    if (this.failure) throw new AxiomTokenError(this.failure);
    for (const listener of [...this.#listeners]) {
      if (listener.place === place && listener.program !== this) listener.changed();
    }
  }

  listen(place: string, changed: () => void): () => void {
    const listener: Listener = { program: this, place, changed };
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
