// The only way to time: what o'clock it is and how to be called later. Implemented by the system clock and, in tests, by the fake clock.

/** Removes what the call that returned it has set up. Calling it twice is harmless. */
export type Unsubscribe = () => void;

/** Wall clock, monotonic clock and one-shot timers, all in milliseconds. */
export interface Clock {
  /** Milliseconds since the Unix epoch; may jump when the person or NTP sets the clock. */
  nowMs(): number;
  /** Milliseconds since some fixed moment; never goes back, may stand still while the machine sleeps. */
  monotonicMs(): number;
  /** Calls `callback` once after `delayMs` (at least 0, at most 60 000: see MAX_TIMER_MS); the result cancels it. */
  setTimer(delayMs: number, callback: () => void): Unsubscribe;
}

/** No timer is longer: a longer wait is re-checked on the way, since timers stop while a machine sleeps and overflow at 2^31 ms. */
export const MAX_TIMER_MS = 60_000;
