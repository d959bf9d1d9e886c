// The full form of every measure, one test each; started by scoreboard-run.mjs with seed and choice in the environment. Writes scoreboard.json.
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { formatTable, MEASURES, type Row, type RowRun } from './scoreboard';

const seed = Number(process.env['AXIOM_FAULTS_SEED'] ?? 1);
const chosen = process.env['AXIOM_FAULTS_ONLY']?.split(',');
const DAY_MS = 86_400_000;
const print = (line: string) => void process.stdout.write(`${line}\n`);
const rows: Row[] = [];

const measures = Object.entries(MEASURES).filter(([id]) => chosen?.includes(id) ?? true);

it.each(measures)(
  '%s holds in full',
  async (id, path) => {
    const startedAtMs = performance.now();
    // A measure that cannot even be started has not held.
    const failed: Row = { id, tried: 0, lost: 0, torn: 0, wrong: 1, goal: 'the measure runs to its end', ok: false };
    try {
      const { run } = (await import(path)) as { run: (options: RowRun) => Promise<Row> };
      rows.push(await run({ scale: 'full', seed, log: (line) => print(`  ${line}`) }));
    } catch (error) {
      rows.push(failed);
      throw error;
    } finally {
      const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
      print(`${id}: ${rows.at(-1)?.tried} tried in ${seconds} s, seed ${seed}`);
    }
    expect(rows.at(-1)).toMatchObject({ id, ok: true });
  },
  DAY_MS,
);

afterAll(async () => {
  print(`\n${formatTable(rows)}\n\nseed ${seed}`);
  // A choice of measures is for repeating one; the file tells of all of them in one run.
  if (chosen) return;
  const path = join(process.cwd(), 'test/faults/scoreboard.json');
  const lines = rows.map((row) => `  ${JSON.stringify(row)}`);
  await writeFile(`${path}.new`, `[\n${lines.join(',\n')}\n]\n`);
  await rename(`${path}.new`, path);
});
