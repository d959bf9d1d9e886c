// A queue for asynchronous work with two priorities. One task runs at a time; tasks of the first priority start
// before all waiting tasks of the second. Used to derive keys from passphrases: work for the user waits at most for
// the one task that is running.
import type { InTurn } from './in-turn';

/** One function for each priority. Within a priority tasks run in the order of the calls, as with {@link InTurn}. */
export interface TurnsByRank {
  readonly first: InTurn;
  readonly second: InTurn;
}

/** A new, empty queue. */
export function createTurnsByRank(): TurnsByRank {
  const waiting: Readonly<Record<keyof TurnsByRank, (() => Promise<void>)[]>> = { first: [], second: [] };
  let isBusy = false;

  const next = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    for (;;) {
      const task = waiting.first.shift() ?? waiting.second.shift();
      if (!task) break;
      await task();
    }
    isBusy = false;
  };
  const turnsOf =
    (rank: keyof TurnsByRank): InTurn =>
    (run) =>
      new Promise((resolve, reject) => {
        waiting[rank].push(() => Promise.resolve().then(run).then(resolve, reject));
        void next();
      });
  return { first: turnsOf('first'), second: turnsOf('second') };
}
