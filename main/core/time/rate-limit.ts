// Limits how many calls are made in a time window.
// Used for calls from the window and from programs.
import { AxiomTokenError } from '../base/errors';
import type { Clock } from '../ports/clock';

export class RateLimit {
  readonly #clock: Clock;
  readonly #maxCalls: number;
  readonly #windowMs: number;
  #callTimesMs: readonly number[] = [];

  /** At most `maxCalls` calls within any `windowMs`. */
  constructor(clock: Clock, maxCalls: number, windowMs: number) {
    this.#clock = clock;
    this.#maxCalls = maxCalls;
    this.#windowMs = windowMs;
  }

  /** Counts a call; call the result to uncount it. @throws AxiomTokenError `RATE_LIMITED` when the limit is reached; that call is not counted. */
  pass(): () => void {
    const nowMs = this.#clock.monotonicMs();
    this.#callTimesMs = this.#callTimesMs.filter((atMs) => atMs > nowMs - this.#windowMs);
    if (this.#callTimesMs.length >= this.#maxCalls) {
      throw new AxiomTokenError('RATE_LIMITED', {
        message: 'There were too many requests of this kind in a short time.',
        remedy: 'Wait a minute, then try again.',
        retryAfterMs: (this.#callTimesMs[0] ?? nowMs) + this.#windowMs - nowMs,
      });
    }
    this.#callTimesMs = [...this.#callTimesMs, nowMs];
    return () => {
      const at = this.#callTimesMs.indexOf(nowMs);
      this.#callTimesMs = this.#callTimesMs.filter((_time, index) => index !== at);
    };
  }
}
