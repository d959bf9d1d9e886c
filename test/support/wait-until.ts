// Waits for a condition of the real world (a process, a service) by asking again, never for a length of time.
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when `isSo` says yes; fails with `what` when it never does within `limitMs`. */
export async function waitUntil(what: string, isSo: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
  const endsAtMs = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > endsAtMs) throw new Error(`${what}: not so within ${limitMs} ms`);
    await pause(10);
  }
}
