// How much time has passed since a moment, whatever happens to the wall clock. Pure functions over the Clock port.
import type { Clock } from '../ports/clock';

/** One moment on both clocks. */
export interface Moment {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/** The clocks are never read at once and are slewed apart; a difference below this is no jump. */
const LEAST_JUMP_MS = 5_000;

/** This moment. */
export function momentNow(clock: Clock): Moment {
  return { wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
}

/**
 * Milliseconds since `since`: those of the wall clock, which goes on while the machine sleeps, unless it was set back; then those of the
 * monotonic clock, in whole seconds. So neither a sleep nor a clock set back makes a wait or a lifetime longer; a clock set forward ends waits early.
 */
export function elapsedMs(clock: Clock, since: Moment): number {
  return elapsedBetweenMs(since, momentNow(clock));
}

/** As {@link elapsedMs}, between two moments. More than the wall clock's own difference: it was set back. */
export function elapsedBetweenMs(since: Moment, now: Moment): number {
  const wallMs = now.wallMs - since.wallMs;
  const setBackMs = now.monotonicMs - since.monotonicMs - wallMs;
  return setBackMs < LEAST_JUMP_MS ? wallMs : wallMs + Math.ceil(setBackMs / 1000) * 1000;
}

/** By the local clock of now, when `waitMs` since `since` are over. */
export function endOfWaitMs(clock: Clock, since: Moment, waitMs: number): number {
  return clock.nowMs() + waitMs - elapsedMs(clock, since);
}
