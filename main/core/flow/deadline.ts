// Deadlines for an answer, a lock or a store. A deadline whose timer fires late, because the process was stopped, is
// extended by some seconds. Used where a timeout would lose an answer; for other timers use the clock itself.
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../ports/clock';

/** A timer that fires this much after it was due still counts as on time. */
const ON_TIME_MS = 100;
/** A timer that is later than this was not merely delayed: the process was stopped or swapped out, or the computer slept. */
const FROZEN_MS = 2_000;
const SHORT_GRACE_MS = 1_000;
const LONG_GRACE_MS = 5_000;
/** The limit of extensions, so that a computer on which every timer is late still gives up in the end. */
const MAX_GRACES = 3;

/**
 * By how much a deadline is extended when its timer fired `lateMs` after it was due; 0: the time is over. Timers run before input is read, so after a stop of the process the answer may already be in a socket or pipe, but not read yet.
 * @param graces how many extensions this answer has had before
 */
export function graceMs(lateMs: number, graces: number): number {
  if (lateMs <= ON_TIME_MS || graces >= MAX_GRACES) return 0;
  return lateMs > FROZEN_MS ? LONG_GRACE_MS : SHORT_GRACE_MS;
}

/**
 * Calls `onOver` after `limitMs` (of any length), unless the returned function was called before. Lateness is measured by the wall clock, which runs while
 * the computer sleeps, and by the monotonic clock, which runs while the process is stopped.
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
 * Settles as `work` does; rejects with `lateError()` when `work` has not settled within `limitMs` (of any length; see {@link startDeadline}). The work
 * itself continues, and its late result is dropped.
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
