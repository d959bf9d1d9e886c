// The last things that happened, in words for the person: shown in the window, kept in memory only. Never holds a secret.
import { ChangeEmitter } from '../flow/change-emitter';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';

/** One line of it. */
export interface Activity {
  readonly atMs: number;
  readonly profileId?: string;
  readonly text: string;
}

const KEPT = 50;

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
    this.#entries = [entry, ...this.#entries].slice(0, KEPT);
    this.#changes.emit();
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }
}
