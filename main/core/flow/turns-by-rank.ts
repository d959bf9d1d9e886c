// A queue for asynchronous work with two classes: one task at a time; those of the first class go before all of the second that have not begun.
// Used for keys of passphrases, so that a person waits for no program but the one whose turn it is.
import type { InTurn } from './in-turn';

/** Each is as {@link InTurn}, in the order of the calls of its class. */
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
