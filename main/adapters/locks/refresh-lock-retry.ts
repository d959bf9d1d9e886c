// Waiting for a lock that can only be tried, not waited for. Used by the locks of macOS and Windows.
import type { Clock } from '../../core/ports/clock';

/** Short against a refresh, long against what a try costs. */
export const RETRY_MS = 50;

/** What `tryOnce` gives, tried again and again for `waitMs`, and at least once; `undefined` when it never gave anything. */
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
