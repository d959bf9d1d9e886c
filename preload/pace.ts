// Holds back what a page asks of main: a loop in the page must not hold main up. Used by preload/index.ts.

/** So many are under way at once; a person's press causes one or two. */
const AT_ONCE = 4;
/** What takes longer waits for a person or a server, and holds nothing up. */
const LONGEST_MS = 250;
/** More that wait are a script's, and are refused. */
const MOST_WAITING = 200;

/** Lets calls through: `run` is called when it is this one's turn. Rejects with an error, and does not call it, when {@link MOST_WAITING} others wait. */
export type Pace = <Answer>(run: () => Promise<Answer>) => Promise<Answer>;

/** `wait` resolves after so many milliseconds. */
export function createPace(wait: (ms: number) => Promise<void>): Pace {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  const goOn = (): void => {
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
    void Promise.race([over, wait(LONGEST_MS)]).then(goOn);
    return answer;
  };
}
