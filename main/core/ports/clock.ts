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

/** A beat that is nearer than this was just met: timers may fire a little early. */
const MET_MS = 50;

/**
 * The delay of a timer for something `waitMs` ahead: all of it, or, when that is over a minute, until it is looked at again. All such looks of a
 * program meet on one beat of the monotonic clock, so that together they wake it once a minute.
 */
export function delayToNextLookMs(clock: Clock, waitMs: number): number {
  if (waitMs <= MAX_TIMER_MS) return Math.max(0, Math.ceil(waitMs));
  const toBeatMs = Math.ceil(MAX_TIMER_MS - (clock.monotonicMs() % MAX_TIMER_MS));
  return toBeatMs < MET_MS ? MAX_TIMER_MS : toBeatMs;
}
