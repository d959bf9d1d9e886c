// U1: the first start after an update, killed at every change that it makes to files and keychain, and started again; in full also killed twice. In every
// case the result is that of an undisturbed start: the same tokens in memory and in their places, nothing left to remove, nothing in the old form.
import { isDeepStrictEqual } from 'node:util';
import { createSeededRandom } from '../axiom-simulator/seeded-random';
import { endOf, type FormerComputer, openFormerComputers, startCompletely } from '../support/former-computer';
import type { Row, RowRun } from './scoreboard';

const TIMES = { short: { everyNth: 6, twice: 0 }, full: { everyNth: 1, twice: 300 } } as const;

/** The row of the scoreboard. Call it inside a test. */
export async function run({ scale, seed, log }: RowRun): Promise<Row> {
  const { everyNth, twice } = TIMES[scale];
  const random = createSeededRandom(seed);
  const counts = { tried: 0, lost: 0, torn: 0, wrong: 0 };
  const make = openFormerComputers();
  const undisturbed = await make();
  const wanted = await endOf(undisturbed, await startCompletely(undisturbed));

  /** Starts and kills at the changes with these numbers, one start each; false when a start ended before it could be killed. */
  const judge = async (computer: FormerComputer, deaths: readonly number[]): Promise<boolean> => {
    const diedAt: string[] = [];
    for (const death of deaths) {
      const ended = await computer.start((_change, number) => number === death);
      ended.result?.core.dispose();
      if (ended.diedAt !== undefined) diedAt.push(ended.diedAt);
    }
    const started = await startCompletely(computer);
    const end = await endOf(computer, started);
    started.core.dispose();
    counts.tried++;
    if (!isDeepStrictEqual(end.profiles, wanted.profiles)) counts.lost++;
    else if (!isDeepStrictEqual(end, wanted)) counts.wrong++;
    else return diedAt.length === deaths.length;
    log(`U1: another end after it died at ${diedAt.join(' and ')} (${deaths.join(', ')})`);
    return diedAt.length === deaths.length;
  };

  let changes = seed % everyNth;
  while (await judge(await make(), [changes])) changes += everyNth;
  for (let trial = 0; trial < twice; trial++) {
    const [first, second] = [random(), random()].map((share) => Math.floor(share * changes));
    await judge(await make(), [first ?? 0, second ?? 0]);
  }
  const { lost, torn, wrong } = counts;
  const goal = 'the first start after an update, killed at every change: the same end as undisturbed';
  return { id: 'U1', ...counts, goal, ok: lost + torn + wrong === 0 };
}
