// The rate limit for the requests of one connection: a number for each second, and a burst. Pure.

/** A token bucket without a timer: its level is computed at each call. */
export class RateLimit {
  /** The time in which one more request becomes available. */
  readonly #eachMs: number;
  readonly #burst: number;
  /** When the bucket will be full again. */
  #fullAtMs = Number.NEGATIVE_INFINITY;

  constructor(limit: { readonly perSecond: number; readonly burst: number }) {
    this.#eachMs = 1000 / limit.perSecond;
    this.#burst = limit.burst;
  }

  /** Takes one request. 0 if it is allowed, else the wait in milliseconds. `nowMs`: of a monotonic clock. */
  take(nowMs: number): number {
    const fullAtMs = Math.max(this.#fullAtMs, nowMs) + this.#eachMs;
    const waitMs = fullAtMs - nowMs - this.#burst * this.#eachMs;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#fullAtMs = fullAtMs;
    return 0;
  }
}
