// Runs asynchronous work one at a time, in the order asked for. For whatever reads and writes one place.

/** Runs `run` when everything asked for before has ended, well or not; gives its result or failure. */
export type InTurn = <Result>(run: () => Promise<Result>) => Promise<Result>;

/** A queue of its own, empty at first. */
export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };
}
