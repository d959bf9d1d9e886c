// The real clock. Made once by the composition root; everything else gets it as the Clock port.
import { AxiomTokenError } from '../../core/base/errors';
import { type Clock, MAX_TIMER_MS } from '../../core/ports/clock';

/**
 * Clock over the system's time and timers. A timer keeps a process alive until it has fired or is cancelled: whoever waits for one gets an
 * answer, and whoever sets timers without end has a `dispose`.
 */
export function createSystemClock(): Clock {
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    setTimer(delayMs, callback) {
      // Node turns NaN, negative and over-long delays into 1 ms, which makes a loop of a mistake.
      if (!(delayMs >= 0 && delayMs <= MAX_TIMER_MS)) {
        throw new AxiomTokenError('INTERNAL', { cause: new RangeError(`a timer of ${delayMs} ms`) });
      }
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
