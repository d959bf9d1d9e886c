// Waits for a condition of the real system (a process, a service) by polling, never for a fixed time.
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when `isSo` returns true; rejects with `what` when it does not within `limitMs`. */
export async function waitUntil(what: string, isSo: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
  const endsAtMs = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > endsAtMs) throw new Error(`${what}: not so within ${limitMs} ms`);
    await pause(10);
  }
}
