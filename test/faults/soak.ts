// T1: simulated months on the fake clock; in full, 30 days of 100 seeds: no avoidable sign-in, at most two refreshes per token lifetime plus one per
// event, a valid token in at least 99.99 % of the time online, no timer over a minute, none left.
import { liveThrough } from '../support/faults/fault-soak';
import type { Row, RowRun } from './scoreboard';

/** Seeds and days of the two forms. */
const SIZES = { short: { seeds: 3, days: 5 }, full: { seeds: 100, days: 30 } } as const;

/** The row of the scoreboard. A failing seed is reported with its problems. */
export async function run({ scale, seed, log }: RowRun): Promise<Row> {
  const { seeds, days } = SIZES[scale];
  let wrong = 0;
  let worst = 1;
  for (let index = 0; index < seeds; index++) {
    const result = await liveThrough(seed + index, days);
    worst = Math.min(worst, 1 - result.invalidMs / result.onlineMs);
    if (result.wrong.length > 0) log(`T1: seed ${seed + index}, ${days} days: ${result.wrong.join('; ')}`);
    wrong += result.wrong.length;
  }
  log(`T1: ${seeds} x ${days} days, the token valid in at least ${(worst * 100).toFixed(4)} % of the time online`);
  const goal = '0 avoidable sign-ins, at most 2 refreshes a lifetime + 1 an event, valid >= 99.99 % of the time online';
  return { id: 'T1', tried: seeds, lost: 0, torn: 0, wrong, goal, ok: wrong === 0 };
}
