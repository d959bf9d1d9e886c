// Stops waiting for work whose caller has gone. The work itself continues, and its late result is dropped.
// Used for questions and passphrases that a program's call needs.

/**
 * Settles as `run` does; rejects with `goneError()` as soon as `signal` is aborted. If it is aborted already, `run`
 * is not called.
 */
export function untilAborted<Result>(
  signal: AbortSignal,
  run: () => Promise<Result>,
  goneError: () => Error,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(goneError());
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave);
    run()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave));
  });
}
