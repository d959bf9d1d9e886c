// Refuses work while other work of the same kind is under way.
// Used for dialogs, so that never two are open at once.

/** Runs `run` and resolves or rejects as it does; rejects with the refusal, without running it, while an earlier one has not ended. */
export type OneAtATime = <Result>(run: () => Promise<Result>) => Promise<Result>;

/** `refusal` makes the error for a call that comes while another is under way. */
export function createOneAtATime(refusal: () => Error): OneAtATime {
  let isUnderWay = false;
  return async (run) => {
    if (isUnderWay) throw refusal();
    isUnderWay = true;
    try {
      return await run();
    } finally {
      isUnderWay = false;
    }
  };
}
