// Z1: odd input at every border for text or bytes. Only typed errors come out, nothing takes long, nothing forged is accepted,
// and no error repeats its input. An input can be reproduced by reader, seed and number.
import { createSeededRandom } from '../axiom-simulator/seeded-random';
import { processorMs } from '../support/processor-ms';
import { fuzzBackups } from './fuzz-backup';
import { FuzzedBorder } from './fuzz-ipc';
import { createRandomSource, type RandomSource } from './fuzz-mutations';
import type { Problem } from './fuzz-oracle';
import { FUZZED_READERS } from './fuzz-readers';

export interface FuzzOptions {
  readonly scale: 'short' | 'full';
  readonly seed: number;
  readonly log: (line: string) => void;
}

const INPUTS = { short: 10_000, full: 1_000_000 } as const;
/** Longer means a hang. A busy machine may stop a program that long, so a slow input is tried again, by a reader in processor time, and its best time counts. */
const LONGEST_MS = 100;

/** The row of the scoreboard. */
export async function run({ scale, seed, log }: FuzzOptions) {
  const perReader = INPUTS[scale];
  let tried = 0;
  let wrong = 0;
  const report = (problem: Problem, what: string): void => {
    tried++;
    if (problem === undefined) return;
    wrong++;
    log(`Z1: ${what}, seed ${seed}: ${problem}`);
  };
  for (const reader of FUZZED_READERS) {
    for (let number = 0; number < perReader; number++) {
      const random = randomSourceOf(seed, number);
      const input = reader.make(random);
      const { problem, slowMs } = timed(() => reader.try(input, random));
      report(problem ?? slowMs, `${reader.name} number ${number}`);
    }
  }
  const border = new FuzzedBorder();
  for (let number = 0; number < perReader; number++) {
    const startedAtMs = performance.now();
    const { problem, what } = await border.try(randomSourceOf(seed, number));
    const isSlow = performance.now() - startedAtMs > LONGEST_MS;
    report(problem ?? (isSlow ? await slowCall(seed, number) : undefined), `IPC ${what} number ${number}`);
  }
  if (border.accepted < perReader / 10)
    report('hardly any request was good: the fuzz does not reach the handlers', 'IPC');
  const isFull = scale === 'full';
  await fuzzBackups(randomSourceOf(seed, 0), isFull ? 3 : 1, isFull ? 40 : 2, report);
  log(
    `Z1: ${tried} inputs, ${perReader} for each of ${FUZZED_READERS.length + 1} borders, the others backups; seed ${seed}`,
  );
  const goal = '0 untyped errors, 0 over 100 ms, 0 accepted forgeries, 0 errors that repeat their input';
  return { id: 'Z1', tried, lost: 0, torn: 0, wrong, goal, ok: wrong === 0 };
}

/** A separate random source for each input, so that it can be reproduced alone. */
function randomSourceOf(seed: number, number: number): RandomSource {
  return createRandomSource(createSeededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)));
}

function timed(attempt: () => Problem): { readonly problem: Problem; readonly slowMs: Problem } {
  const startedAtMs = performance.now();
  const problem = attempt();
  let bestMs = performance.now() - startedAtMs;
  for (let again = 0; again < 3 && bestMs > LONGEST_MS; again++) bestMs = Math.min(bestMs, processorMs(attempt));
  return { problem, slowMs: bestMs > LONGEST_MS ? `took ${Math.round(bestMs)} ms` : undefined };
}

/** Repeats the call on a new border. */
async function slowCall(seed: number, number: number): Promise<Problem> {
  let bestMs = Infinity;
  for (let again = 0; again < 3; again++) {
    const border = new FuzzedBorder();
    const startedAtMs = performance.now();
    await border.try(randomSourceOf(seed, number));
    bestMs = Math.min(bestMs, performance.now() - startedAtMs);
  }
  return bestMs > LONGEST_MS ? `took ${Math.round(bestMs)} ms` : undefined;
}
