// A time limit for calls that read a drive, because a network drive may never answer.

/** If it passes, the file is unknown, and a change of the program's file may go unnoticed. */
const FILE_LIMIT_MS = 1_000;

/** The result; `undefined` when it takes longer than the limit. */
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
