// How long to wait after failures: exponential backoff with full jitter. Pure.
// Used for retries of refreshes and of store calls.

/** Limits of a backoff, in milliseconds. */
export interface BackoffLimits {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** For requests to the server: 1 s doubling to 5 min. */
export const REFRESH_BACKOFF: BackoffLimits = { firstMs: 1_000, longestMs: 300_000 };

/** For calls to the store: 1 s doubling to 1 min. */
export const STORE_BACKOFF: BackoffLimits = { firstMs: 1_000, longestMs: 60_000 };

/**
 * The wait after the `failures`-th failure in a row (1 for the first), in milliseconds: random in [0, ceiling], so that many clients do not retry
 * together, but at least half the first wait, so that a small random number does not cause a retry at once.
 * @param random a number in [0, 1)
 */
export function backoffMs(limits: BackoffLimits, failures: number, random: number): number {
  const ceilingMs = Math.min(limits.longestMs, limits.firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.max(limits.firstMs / 2, ceilingMs * random);
}
