// Refuses work while other work of the same kind is under way, or lets it wait for its turn.
// Used for dialogs, so that never two are open at once.
import { untilAborted } from './until-aborted';

/**
 * Runs `run` and resolves or rejects as it does. While an earlier one has not ended it is not run: without `signal` it is refused, with `signal` it waits.
 * Once `signal` is aborted it is over, whether it was run or not, and the next one may begin.
 */
export type OneAtATime = <Result>(run: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;

/** `refusal` makes the error for a call that comes while another is under way, `goneError` the one after an abort. */
export function createOneAtATime(refusal: () => Error, goneError: () => Error): OneAtATime {
  let underWay: Promise<unknown> | undefined;
  return async (run, signal) => {
    for (let before = underWay; before; before = underWay) {
      if (!signal) throw refusal();
      const waitedFor = before;
      await untilAborted(signal, () => waitedFor, goneError);
    }
    const work = signal ? untilAborted(signal, run, goneError) : (async () => run())();
    const ended = work.then(
      () => undefined,
      () => undefined,
    );
    underWay = ended;
    try {
      return await work;
    } finally {
      if (underWay === ended) underWay = undefined;
    }
  };
}
