// Spaces out what a page asks of main: a loop in the page must not hold main up. Used by preload/index.ts.

/** So many go at once; a person's press causes one or two. */
const AT_ONCE = 8;
/** Then one each: in between, main does its own work. */
const APART_MS = 5;
/** More of them are a script, and are refused. */
const MOST_WAITING = 200;

/** Resolves when the next call may go. @throws Error when {@link MOST_WAITING} others wait */
export function createPace(nowMs: () => number, wait: (ms: number) => Promise<void>): () => Promise<void> {
  /** When a call could go if all had kept their distance. */
  let nextMs = -Infinity;
  return async () => {
    const startMs = nowMs();
    const ownMs = Math.max(nextMs, startMs - AT_ONCE * APART_MS);
    if (ownMs - startMs > MOST_WAITING * APART_MS) throw new Error('too many');
    nextMs = ownMs + APART_MS;
    if (ownMs > startMs) await wait(ownMs - startMs);
  };
}
