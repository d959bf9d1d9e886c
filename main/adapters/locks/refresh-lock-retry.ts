// Polls a lock that has no blocking wait.
// Used by the locks of macOS and Windows.
import type { Clock } from '../../core/ports/clock';

/** Short compared to a refresh, long compared to the cost of an attempt. */
export const RETRY_MS = 50;

/** Calls `tryOnce` at least once and again for up to `waitMs`, until it returns a value; `undefined` when it never did. */
export async function retryFor<T>(
  clock: Clock,
  waitMs: number,
  tryOnce: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const endsAtMs = clock.monotonicMs() + waitMs;
  for (;;) {
    const result = await tryOnce();
    if (result !== undefined) return result;
    const leftMs = endsAtMs - clock.monotonicMs();
    if (leftMs <= 0) return undefined;
    await new Promise<void>((resolve) => clock.setTimer(Math.min(RETRY_MS, leftMs), resolve));
  }
}
