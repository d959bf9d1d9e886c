// Work that ends as soon as one of two signals is aborted.

/**
 * Works with a signal that both signals abort. As `AbortSignal.any`, which Node has since 20.3 only; both outlive the work by far, so nothing may be
 * left at them.
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
