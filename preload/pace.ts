// Limits how many calls of a page run at once: a loop in the page must not block main. Used by preload/index.ts.

/** Number of calls at once; a person's press causes one or two. */
const AT_ONCE = 4;
/** A call that takes longer waits for a person or a server, and no longer counts. */
const LONGEST_MS = 250;
/** More waiting calls must come from a script, and are rejected. */
const MOST_WAITING = 200;

/** Calls `run` when it is its turn. Rejects without calling it when {@link MOST_WAITING} others wait. */
export type Pace = <Answer>(run: () => Promise<Answer>) => Promise<Answer>;

/** `wait` resolves after so many milliseconds. */
export function createPace(wait: (ms: number) => Promise<void>): Pace {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  const startNext = (): void => {
    const next = waiting.shift();
    if (next) next();
    else underWay--;
  };
  return async (run) => {
    if (underWay < AT_ONCE) underWay++;
    else if (waiting.length >= MOST_WAITING) throw new Error('too many calls wait');
    else await new Promise<void>((resolve) => waiting.push(resolve));
    const answer = run();
    const over = answer.then(
      () => undefined,
      () => undefined,
    );
    void Promise.race([over, wait(LONGEST_MS)]).then(startNext);
    return answer;
  };
}
