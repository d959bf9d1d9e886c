// How many requests one connection may make: so many a second, and a burst. Pure.

/** A bucket that fills itself up, looked at only when something is taken out: it needs no timer. */
export class RateLimit {
  /** In which time one more is there. */
  readonly #eachMs: number;
  readonly #burst: number;
  /** When it will be full again. */
  #fullAtMs = Number.NEGATIVE_INFINITY;

  constructor(limit: { readonly perSecond: number; readonly burst: number }) {
    this.#eachMs = 1000 / limit.perSecond;
    this.#burst = limit.burst;
  }

  /** Takes one; 0 where there was one, else after how many milliseconds there will be. `nowMs` is of a clock that never goes back. */
  take(nowMs: number): number {
    const fullAtMs = Math.max(this.#fullAtMs, nowMs) + this.#eachMs;
    const waitMs = fullAtMs - nowMs - this.#burst * this.#eachMs;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#fullAtMs = fullAtMs;
    return 0;
  }
}
