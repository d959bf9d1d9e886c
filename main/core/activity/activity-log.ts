// The last 50 events, in words for the person.
// Shown in the window; in memory only. Must never hold a secret.
import { ChangeEmitter } from '../flow/change-emitter';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';

/** One event. `atMs`: epoch milliseconds by the local clock. */
export interface Activity {
  readonly atMs: number;
  readonly profileId?: string;
  readonly text: string;
}

const MAX_ENTRIES = 50;

export class ActivityLog {
  readonly #clock: Clock;
  readonly #changes: ChangeEmitter;
  #entries: readonly Activity[] = [];

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock;
    this.#changes = new ChangeEmitter(logger);
  }

  /** Newest first, at most 50. */
  list(): readonly Activity[] {
    return this.#entries;
  }

  add(text: string, profileId?: string): void {
    const entry = { atMs: this.#clock.nowMs(), text, ...(profileId === undefined ? {} : { profileId }) };
    this.#entries = [entry, ...this.#entries].slice(0, MAX_ENTRIES);
    this.#changes.emit();
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }
}
