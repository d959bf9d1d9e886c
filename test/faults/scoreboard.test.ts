import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatTable, type KeptRow, MEASURES, withRow } from './scoreboard';

const row = (id: string, tried: number): KeptRow => {
  const made = { id, tried, lost: 0, torn: 0, wrong: 0, goal: 'none', ok: true };
  return { ...made, seed: 1, commit: 'abc1234', seconds: 1, platform: 'linux' };
};

it('keeps one row per measure, the latest, in the order of the table', () => {
  const rows = [row('Z1', 1), row('C1', 2), row('Z1', 3)].reduce<readonly KeptRow[]>(withRow, []);
  expect(rows.map(({ id, tried }) => [id, tried])).toEqual([
    ['C1', 2],
    ['Z1', 3],
  ]);
});

it('shows NO for a measure that has failed', () => {
  expect(formatTable([{ ...row('C1', 7), lost: 1, ok: false }])).toMatch(/C1 +7 +1 +0 +0 +NO/);
});

it.each(Object.entries(MEASURES))('has the module of %s and its short form beside it', (_id, path) => {
  for (const ending of ['.ts', '.test.ts']) expect(existsSync(join(import.meta.dirname, path + ending))).toBe(true);
});
