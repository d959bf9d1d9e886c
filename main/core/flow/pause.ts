// A pause between two tries or looks. Used wherever somebody may end the waiting; a deadline for an answer is deadline.ts's.
import type { Clock } from '../ports/clock';

/** Resolves after `ms` (at most a minute, as {@link Clock.setTimer}), or as soon as `signal` is aborted; whoever waits looks which of them it was. */
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
