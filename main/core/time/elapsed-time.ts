// Measures elapsed time, also when the wall clock is changed or the computer sleeps.
// Pure functions over the Clock port.
import type { Clock } from '../ports/clock';

/** One moment on both clocks. */
export interface Moment {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** A smaller difference is not a jump: the two clocks are read one after the other, and NTP slews the wall clock. */
const LEAST_JUMP_MS = 5_000;

/** The present moment. */
export function momentNow(clock: Clock): Moment {
  return { wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
}

/**
 * Milliseconds since `since`, by the wall clock, which continues while the computer sleeps. If the wall clock was set back, by the monotonic clock,
 * rounded up to seconds. So neither sleep nor a clock that is set back makes a wait or a lifetime longer; a clock that is set forward ends waits early.
 */
export function elapsedMs(clock: Clock, since: Moment): number {
  return elapsedBetweenMs(since, momentNow(clock));
}

/** As {@link elapsedMs}, between two moments. A result above the wall clock's difference means that the wall clock was set back. */
export function elapsedBetweenMs(since: Moment, now: Moment): number {
  const wallMs = now.wallMs - since.wallMs;
  const setBackMs = now.monotonicMs - since.monotonicMs - wallMs;
  return setBackMs < LEAST_JUMP_MS ? wallMs : wallMs + Math.ceil(setBackMs / 1000) * 1000;
}

/** The end of a wait of `waitMs` that began at `since`, by the local clock as it is set now. */
export function endOfWaitMs(clock: Clock, since: Moment, waitMs: number): number {
  return clock.nowMs() + waitMs - elapsedMs(clock, since);
}
