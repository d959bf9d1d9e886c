// The line protocol of a contestant (see ../contestant.mjs), for the libraries in the comparison.
import { createInterface } from 'node:readline';

/** Answers each line "N" with the nanoseconds of N calls, one after another. @param {() => Promise<unknown>} call */
export async function serveCalls(call) {
  for await (const line of createInterface({ input: process.stdin })) {
    const count = Number(line);
    const startedAt = process.hrtime.bigint();
    for (let done = 0; done < count; done++) await call();
    process.stdout.write(`${Number(process.hrtime.bigint() - startedAt)}\n`);
  }
}
