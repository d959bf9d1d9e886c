// Waits for a condition of the real system (a process, a service) by polling, never for a fixed time.
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when `isSo` returns true; rejects with `what` when it does not within `limitMs`. */
export async function waitUntil(what: string, isSo: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
  const startMs = performance.now();
  while (!(await isSo())) {
    const waitedMs = performance.now() - startMs;
    if (waitedMs > limitMs) throw new Error(`${what}: not so within ${limitMs} ms`);
    // Many conditions start a program or read all processes, so a long wait polls less often.
    await pause(Math.min(Math.max(waitedMs / 10, 10), 50));
  }
}
