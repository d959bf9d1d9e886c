// The deadline of something that is waited for: an answer, a lock, a store. One that fires late gives the answer some seconds more.
// Used wherever an answer would be lost by giving up; a timer that only sets a pace is the clock's own.
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../ports/clock';

/** How much later than due a timer may fire and still count as on time. */
const ON_TIME_MS = 100;
/** A timer that is later than this was not merely delayed: the process was stopped, swapped out, or the machine slept. */
const FROZEN_MS = 2_000;
const SHORT_GRACE_MS = 1_000;
const LONG_GRACE_MS = 5_000;
/** So that a machine on which every timer is late still gives up in the end. */
const MAX_GRACES = 3;

/**
 * How long an answer still has when the timer of its deadline fired `lateMs` after it was due; 0: none, the time is over. Timers run before input is
 * read, so after a standstill the answer may lie in a socket or pipe that nobody has looked at.
 * @param graces how many were given to this answer before
 */
export function graceMs(lateMs: number, graces: number): number {
  if (lateMs <= ON_TIME_MS || graces >= MAX_GRACES) return 0;
  return lateMs > FROZEN_MS ? LONG_GRACE_MS : SHORT_GRACE_MS;
}

/**
 * Calls `onOver` when `limitMs` (of any length) are over, unless the result was called before. Late is judged by the wall clock, which goes on while the
 * machine sleeps, and by the monotonic one, which goes on while the process is stopped.
 */
export function startDeadline(clock: Clock, limitMs: number, onOver: () => void): Unsubscribe {
  let cancel: Unsubscribe = () => undefined;
  let graces = 0;
  const wait = (waitMs: number): void => {
    const partMs = Math.min(waitMs, MAX_TIMER_MS);
    const wallMs = clock.nowMs();
    const monotonicMs = clock.monotonicMs();
    cancel = clock.setTimer(partMs, () => {
      const lateMs = Math.max(clock.nowMs() - wallMs, clock.monotonicMs() - monotonicMs) - partMs;
      const grace = graceMs(lateMs, graces);
      const leftMs = Math.max(waitMs - partMs, grace);
      if (grace > 0) graces++;
      if (leftMs > 0) wait(leftMs);
      else onOver();
    });
  };
  wait(limitMs);
  return () => cancel();
}

/**
 * Settles as `work` does; rejects with `lateError()` when it has not settled within `limitMs` (any length; see {@link startDeadline}). The work itself
 * goes on, and its late end is dropped.
 */
export async function withDeadline<Result>(
  clock: Clock,
  limitMs: number,
  work: Promise<Result>,
  lateError: () => Error,
): Promise<Result> {
  let cancel: Unsubscribe = () => undefined;
  const over = new Promise<never>((_resolve, reject) => {
    cancel = startDeadline(clock, limitMs, () => reject(lateError()));
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    cancel();
  }
}
