// The time limit of `--timeout`, by the monotonic clock. Time spent waiting for a person in the terminal does not count.
import type { Clock, Unsubscribe } from '../core/ports/clock';

const LONGEST_STEP_MS = 60_000;

export class TimeLimit {
  readonly #clock: Clock;
  readonly #onReached: () => void;
  #leftMs: number | undefined;
  #startedAtMs = 0;
  #cancel: Unsubscribe | undefined;
  #holds = 0;

  /** `limitMs` undefined: no limit. */
  constructor(clock: Clock, limitMs: number | undefined, onReached: () => void) {
    this.#clock = clock;
    this.#leftMs = limitMs;
    this.#onReached = onReached;
    this.#go();
  }

  /** Restarts the limit with this much more time. */
  extend(byMs: number): void {
    this.#pause();
    if (this.#leftMs !== undefined) this.#leftMs += byMs;
    this.#go();
  }

  /** Pauses the limit; it continues after as many calls with `false` as with `true`. */
  hold(isHeld: boolean): void {
    this.#pause();
    this.#holds += isHeld ? 1 : -1;
    this.#go();
  }

  /** Ends the limit. */
  stop(): void {
    this.#pause();
    this.#leftMs = undefined;
  }

  #pause(): void {
    if (!this.#cancel) return;
    this.#cancel();
    this.#cancel = undefined;
    if (this.#leftMs !== undefined) this.#leftMs -= this.#clock.monotonicMs() - this.#startedAtMs;
  }

  #go(): void {
    if (this.#leftMs === undefined || this.#holds > 0 || this.#cancel) return;
    this.#startedAtMs = this.#clock.monotonicMs();
    const stepMs = Math.min(Math.max(0, Math.ceil(this.#leftMs)), LONGEST_STEP_MS);
    this.#cancel = this.#clock.setTimer(stepMs, () => {
      this.#pause();
      if (this.#leftMs !== undefined && this.#leftMs <= 0) {
        this.#leftMs = undefined;
        this.#onReached();
      } else this.#go();
    });
  }
}
