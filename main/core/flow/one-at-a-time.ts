// Runs one task of a kind at a time: another one is refused, or waits for its turn. Used for dialogs, so that two are
// never open at once.
import { untilAborted } from './until-aborted';

/**
 * Calls `run` and resolves or rejects as it does. While an earlier task runs, a call without `signal` is refused and
 * a call with `signal` waits. When `signal` is aborted, the call rejects, whether `run` was called or not, and the
 * next task may begin.
 */
export type OneAtATime = <Result>(run: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;

/** `refusal` makes the error for a call while another task runs, `goneError` the error after an abort. */
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
