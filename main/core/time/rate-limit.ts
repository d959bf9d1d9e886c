// Lets through at most so many calls in a time: for what a window may ask of secrets.
import { AxiomTokenError } from '../base/errors';
import type { Clock } from '../ports/clock';

export class RateLimit {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #windowMs: number;
  #passedAtMs: readonly number[] = [];

  /** At most `most` calls within any `windowMs`. */
  constructor(clock: Clock, most: number, windowMs: number) {
    this.#clock = clock;
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Counts a call. @throws AxiomTokenError `RATE_LIMITED` when there were too many; that one is not counted. */
  pass(): void {
    const nowMs = this.#clock.monotonicMs();
    this.#passedAtMs = this.#passedAtMs.filter((atMs) => atMs > nowMs - this.#windowMs);
    if (this.#passedAtMs.length >= this.#most) {
      throw new AxiomTokenError('RATE_LIMITED', {
        message: 'That was asked for very often in a short time.',
        remedy: 'Wait a minute, then try again.',
      });
    }
    this.#passedAtMs = [...this.#passedAtMs, nowMs];
  }
}
