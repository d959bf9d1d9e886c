import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAccounts } from '../../../../main/adapters/app-data/read-accounts';
import { outcomeOf } from '../../../support/core-graph';
import { temporaryFolder } from '../../../support/temporary-folder';

const MAIN = { id: 'default', name: 'Main', store: { kind: 'keychain' }, hasTokens: true };

it.each<[string, string, unknown]>([
  ['the newest form', JSON.stringify({ version: 3, profiles: [MAIN, { id: 'x', store: { kind: 'moon' } }] }), [MAIN]],
  ['an earlier form', JSON.stringify({ version: 1, profiles: [MAIN] }), [MAIN]],
  ['a later form', JSON.stringify({ version: 99, profiles: [MAIN] }), [MAIN]],
  ['a later form without a list', JSON.stringify({ version: 99 }), 'STORAGE_CORRUPT'],
  ['no JSON', '{', 'STORAGE_CORRUPT'],
  ['nothing', '', 'STORAGE_CORRUPT'],
])('reads %s, and leaves it as it is', async (_what, text, expected) => {
  const folder = await temporaryFolder();
  const path = join(folder, 'profiles.json');
  await writeFile(path, text);
  expect(await outcomeOf(readAccounts(path))).toEqual(expected);
  expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([['profiles.json'], text]);
});

it('has none where there is no list', async () => {
  const folder = await temporaryFolder();
  expect(await readAccounts(join(folder, 'profiles.json'))).toEqual([]);
  expect(await outcomeOf(readAccounts(folder))).toBe('STORAGE_CORRUPT');
});
