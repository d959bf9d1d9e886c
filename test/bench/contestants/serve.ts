// The contestant's side of the line protocol: reads a count, writes one line of JSON. See ../contestant.mjs.
import { createInterface } from 'node:readline';

/** Answers each line with the result of `work`. Ends with the input. */
export function serve(work: (count: number) => Promise<readonly number[]>): void {
  const lines = createInterface({ input: process.stdin });
  let tail: Promise<void> = Promise.resolve();
  lines.on('line', (line) => {
    tail = tail.then(async () => {
      process.stdout.write(`${JSON.stringify(await work(Number(line)))}\n`);
    });
    tail.catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    });
  });
}

/** Nanoseconds that `work` takes. */
export async function nanosecondsOf(work: () => Promise<void>): Promise<number> {
  const startedAt = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - startedAt);
}
