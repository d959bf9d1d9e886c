// How many refreshes of one profile are left for now: a bucket of five that fills up again by one a quarter of a token's life.
// Kept by RefreshTiming. Only refreshes that worked take from it: after a failure the backoff says when the next may be.
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

  /** A refresh has worked. `intervalMs`: after this long there is one more, up to five. */
  spend(intervalMs: number): void {
    this.#left = Math.max(0, this.#leftNow(intervalMs) - 1);
    this.#countedAt = momentNow(this.#clock);
  }

  /** When one is left, by the local clock; not after this moment when one is left now. */
  nextAtMs(intervalMs: number): number {
    if (this.#leftNow(intervalMs) >= 1) return -Infinity;
    return endOfWaitMs(this.#clock, this.#countedAt, (1 - this.#left) * intervalMs);
  }

  #leftNow(intervalMs: number): number {
    return Math.min(BURST, this.#left + elapsedMs(this.#clock, this.#countedAt) / intervalMs);
  }
}
