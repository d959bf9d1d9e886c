// Work that ends as soon as one of two signals is aborted.

/**
 * Runs the work with a signal that either signal aborts, like `AbortSignal.any`, which only exists from Node 20.3 on. Both signals live much longer than
 * the work, so its listeners are removed.
 */
export async function untilEither<Result>(
  first: AbortSignal,
  second: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (!second) return work(first);
  const both = new AbortController();
  const stops = [first, second].map((signal) => {
    const abort = (): void => both.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    return () => signal.removeEventListener('abort', abort);
  });
  try {
    return await work(both.signal);
  } finally {
    for (const stop of stops) stop();
  }
}
