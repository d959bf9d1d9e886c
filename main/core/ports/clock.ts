// The only source of time: the current time and timers.
// Implemented by the system clock and, in tests, by the fake clock.

/** Undoes the call that returned it: removes a listener, cancels a timer, releases a lock. Calling it twice is harmless. */
export type Unsubscribe = () => void;

/** Wall clock, monotonic clock and one-shot timers, all in milliseconds. */
export interface Clock {
  /** Milliseconds since the Unix epoch; may jump when the user or NTP sets the clock. */
  nowMs(): number;
  /** Milliseconds since some fixed moment; never goes back, may stand still while the computer sleeps. */
  monotonicMs(): number;
  /** Calls `callback` once after `delayMs` (at least 0, at most 60 000: see MAX_TIMER_MS); the result cancels it. */
  setTimer(delayMs: number, callback: () => void): Unsubscribe;
  /** How long it is until each of the timers that are set now. */
  timersInMs(): readonly number[];
}

/** The longest timer. A longer wait is made of several, because timers stop while the computer sleeps, and overflow at 2^31 ms. */
export const MAX_TIMER_MS = 60_000;

/** A full minute that is less than this away counts as reached, because timers may fire a little early. */
const TOLERANCE_MS = 50;

/** A check is not made more often than this, however often other timers fire. */
const LEAST_CHECK_MS = 5_000;

/**
 * The delay of the next timer for something that is due in `waitMs`: all of it up to a minute, else the time to the next check. A check is made together
 * with the last timer of the coming minute, such as that of the countdown, so that the process wakes up once a minute; without such a timer all checks are
 * at full minutes of the monotonic clock.
 */
export function delayToNextCheckMs(clock: Clock, waitMs: number): number {
  if (waitMs <= MAX_TIMER_MS) return Math.max(0, Math.ceil(waitMs));
  const lastMs = Math.max(...clock.timersInMs());
  if (lastMs >= LEAST_CHECK_MS) return Math.min(Math.ceil(lastMs), MAX_TIMER_MS);
  const toFullMinuteMs = Math.ceil(MAX_TIMER_MS - (clock.monotonicMs() % MAX_TIMER_MS));
  return toFullMinuteMs < TOLERANCE_MS ? MAX_TIMER_MS : toFullMinuteMs;
}
