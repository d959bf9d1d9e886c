// @ts-check
// Waits for a state of the real system by polling, never for a fixed time.
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Resolves with the first answer of `look` that is not undefined or false; rejects with `what` after `limitMs`.
 * @template T
 * @param {string} what
 * @param {() => Promise<T | undefined | false> | T | undefined | false} look
 * @param {number} [limitMs]
 * @returns {Promise<T>}
 */
export async function poll(what, look, limitMs = 30_000) {
  const endsAtMs = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > endsAtMs) throw new Error(`${what}: not so within ${limitMs / 1000} s`);
    await pause(50);
  }
}
