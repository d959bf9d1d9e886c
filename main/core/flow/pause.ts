// A pause between two tries, which an abort signal can end early. For the deadline of an answer see deadline.ts.
import type { Clock } from '../ports/clock';

/**
 * Resolves after `ms` (at most a minute, as {@link Clock.setTimer}), or as soon as `signal` is aborted; the caller
 * checks `signal` to find out which of the two happened.
 */
export function pause(clock: Pick<Clock, 'setTimer'>, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.setTimer(ms, end);
    signal.addEventListener('abort', end);
  });
}
