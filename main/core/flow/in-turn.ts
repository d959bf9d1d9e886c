// A queue for asynchronous work: one task at a time, in the order of the calls.
// Used where reads and writes of one place must not overlap.

/** Starts `run` when all earlier tasks have ended, also those that failed. Resolves or rejects as `run` does. */
export type InTurn = <Result>(run: () => Promise<Result>) => Promise<Result>;

/** A new, empty queue. */
export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };
}
