// The full form of every measure, one test each; started by scoreboard-run.mjs with seed, commit and selection in the environment. Writes each row into
// scoreboard.json at once, so that measures can be run one after another.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { formatTable, type KeptRow, MEASURES, type Row, type RowRun, withRow } from './scoreboard';

const seed = Number(process.env['AXIOM_FAULTS_SEED'] ?? 1);
const commit = process.env['AXIOM_FAULTS_COMMIT'] ?? 'unknown';
const chosen = process.env['AXIOM_FAULTS_ONLY']?.split(',');
const PATH = join(process.cwd(), 'test/faults/scoreboard.json');
const DAY_MS = 86_400_000;
const print = (line: string) => void process.stdout.write(`${line}\n`);
const rows: KeptRow[] = [];

const measures = Object.entries(MEASURES).filter(([id]) => chosen?.includes(id) ?? true);

it.each(measures)(
  '%s holds in full',
  async (id, path) => {
    const startedAtMs = performance.now();
    // A measure that cannot be started counts as failed.
    let row: Row = { id, tried: 0, lost: 0, torn: 0, wrong: 1, goal: 'the measure runs to its end', ok: false };
    try {
      const { run } = (await import(path)) as { run: (options: RowRun) => Promise<Row> };
      row = await run({ scale: 'full', seed, log: (line) => print(`  ${line}`) });
    } finally {
      const seconds = Math.round((performance.now() - startedAtMs) / 1000);
      print(`${id}: ${row.tried} tried in ${seconds} s, seed ${seed}, commit ${commit}`);
      const kept: KeptRow = { ...row, seed, commit, seconds, platform: process.platform };
      rows.push(kept);
      await keep(kept);
    }
    expect(row).toMatchObject({ id, ok: true });
  },
  DAY_MS,
);

afterAll(() => print(`\n${formatTable(rows)}\n\nseed ${seed}, commit ${commit}`));

async function keep(row: KeptRow): Promise<void> {
  const present = await readFile(PATH, 'utf8').catch(() => '[]');
  const kept = withRow(JSON.parse(present) as KeptRow[], row);
  await writeFile(`${PATH}.new`, `${JSON.stringify(kept, undefined, 2)}\n`);
  await rename(`${PATH}.new`, PATH);
}
