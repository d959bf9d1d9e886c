// The Clock port over the system's time and timers.
// Made once by the composition root.
import { AxiomTokenError } from '../../core/base/errors';
import { type Clock, MAX_TIMER_MS } from '../../core/ports/clock';

/**
 * The system clock. A timer keeps the process alive until it has fired or is cancelled, so that a waiting caller gets its answer. Code that sets timers
 * again and again must cancel them in its `dispose`.
 */
export function createSystemClock(): Clock {
  const startedNs = process.hrtime.bigint();
  // The same as `performance.now()`, which takes a millisecond to load.
  const monotonicMs = (): number => Number(process.hrtime.bigint() - startedNs) / 1e6;
  const timers = new Set<{ readonly atMs: number }>();
  return {
    nowMs: () => Date.now(),
    monotonicMs,
    timersInMs() {
      const nowMs = monotonicMs();
      return Array.from(timers, ({ atMs }) => atMs - nowMs);
    },
    setTimer(delayMs, callback) {
      // Node turns NaN, negative and too long delays into 1 ms: a mistake would become a busy loop.
      if (!(delayMs >= 0 && delayMs <= MAX_TIMER_MS)) {
        throw new AxiomTokenError('INTERNAL', { cause: new RangeError(`a timer of ${delayMs} ms`) });
      }
      const entry = { atMs: monotonicMs() + delayMs };
      timers.add(entry);
      const timer = setTimeout(() => {
        timers.delete(entry);
        callback();
      }, delayMs);
      return () => {
        timers.delete(entry);
        clearTimeout(timer);
      };
    },
  };
}
