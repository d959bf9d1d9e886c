// A limit for what asks a drive: that may hold its answer for ever.

/** What is not known then is a file that has changed. */
const FILE_LIMIT_MS = 1_000;

/** `undefined` where the answer takes too long. */
export async function withinLimit<Result>(work: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, FILE_LIMIT_MS, undefined);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
