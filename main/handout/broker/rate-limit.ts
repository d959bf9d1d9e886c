// How many requests one connection may make: so many a second, and a burst. Pure.

/** A bucket that fills itself up, looked at only when something is taken out: it needs no timer. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #burst: number;
  #left: number;
  #atMs: number;

  constructor(limit: { readonly perSecond: number; readonly burst: number }, nowMs: number) {
    this.#perSecond = limit.perSecond;
    this.#burst = limit.burst;
    this.#left = limit.burst;
    this.#atMs = nowMs;
  }

  /** Takes one; 0 where there was one, else after how many milliseconds there will be. `nowMs` is of a clock that never goes back. */
  take(nowMs: number): number {
    this.#left = Math.min(this.#burst, this.#left + ((nowMs - this.#atMs) / 1000) * this.#perSecond);
    this.#atMs = nowMs;
    if (this.#left < 1) return Math.ceil(((1 - this.#left) / this.#perSecond) * 1000);
    this.#left -= 1;
    return 0;
  }
}
