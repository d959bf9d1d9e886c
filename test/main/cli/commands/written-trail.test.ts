import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeTrailFile } from '../../../../main/cli/commands/written-trail';
import { trailCsv, trailJsonLines } from '../../../../main/handout/trail-export';
import { makeTrailEntry } from '../../../support/command-line/make-answers';
import { temporaryFolder } from '../../../support/temporary-folder';

const ENTRIES = [makeTrailEntry({ id: 8 }), makeTrailEntry({ id: 7 })];
const nameOf = (id: string): string => `account ${id}`;

it.each([
  ['t.csv', trailCsv(ENTRIES, nameOf)],
  ['t.Csv', trailCsv(ENTRIES, nameOf)],
  ['t.jsonl', trailJsonLines(ENTRIES)],
  ['t', trailJsonLines(ENTRIES)],
])('writes a new file %s whole, and leaves one that is there', async (name, content) => {
  const folder = await temporaryFolder();
  const path = join(folder, name);
  await writeTrailFile(path, ENTRIES, nameOf);
  await expect(writeTrailFile(path, [], nameOf)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([[name], content]);
});
