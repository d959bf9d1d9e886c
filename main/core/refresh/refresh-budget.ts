// Token bucket for one profile's refreshes: five at most, and one more after each quarter of a token's life.
// Owned by RefreshTiming. Only successful refreshes count: after a failure the backoff applies.
import { type Moment, elapsedMs, endOfWaitMs, momentNow } from '../time/elapsed-time';
import type { Clock } from '../ports/clock';

const BURST = 5;

export class RefreshBudget {
  readonly #clock: Clock;
  #left = BURST;
  #countedAt: Moment;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#countedAt = momentNow(clock);
  }

  /** Call it after a successful refresh. `intervalMs`: time until one more is available, up to five. */
  spend(intervalMs: number): void {
    this.#left = Math.max(0, this.#leftNow(intervalMs) - 1);
    this.#countedAt = momentNow(this.#clock);
  }

  /** When the next refresh is available, by the local clock; `-Infinity` when one is available now. */
  nextAtMs(intervalMs: number): number {
    if (this.#leftNow(intervalMs) >= 1) return -Infinity;
    return endOfWaitMs(this.#clock, this.#countedAt, (1 - this.#left) * intervalMs);
  }

  #leftNow(intervalMs: number): number {
    return Math.min(BURST, this.#left + elapsedMs(this.#clock, this.#countedAt) / intervalMs);
  }
}
