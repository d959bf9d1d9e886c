import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAccounts } from '../../../../main/adapters/app-data/read-accounts';
import type { AxiomTokenError } from '../../../../main/core/base/errors';
import { outcomeOf } from '../../../support/core-graph';
import { temporaryFolder } from '../../../support/temporary-folder';

const MAIN = { id: 'default', name: 'Main', store: { kind: 'keychain' }, hasTokens: true };

it.each<[string, string, unknown]>([
  ['the newest form', JSON.stringify({ version: 3, profiles: [MAIN, { id: 'x', store: { kind: 'moon' } }] }), [MAIN]],
  ['an earlier form', JSON.stringify({ version: 1, profiles: [MAIN] }), [MAIN]],
  ['a later form', JSON.stringify({ version: 99, profiles: [MAIN] }), 'STORAGE_CORRUPT'],
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

const GOOD = JSON.stringify({ version: 3, profiles: [MAIN] });
it.each<[string, string | undefined, string, unknown]>([
  ['takes the copy of a list that is gone', undefined, GOOD, [MAIN]],
  ['says of a list whose copy is good that the app mends it', '{', GOOD, 'Start the app'],
  ['says of both that they are damaged', '{', '{', 'no good copy'],
  ['says that a list that was set aside has no good copy', undefined, '{', 'no good copy'],
  ['says of a later copy what it is', undefined, JSON.stringify({ version: 99, profiles: [MAIN] }), 'newer version'],
])('%s', async (_what, text, copy, expected) => {
  const folder = await temporaryFolder();
  const path = join(folder, 'profiles.json');
  if (text !== undefined) await writeFile(path, text);
  await writeFile(join(folder, 'profiles.last-good.json'), copy);
  const told = readAccounts(path).catch((error: AxiomTokenError) => `${error.message} ${error.remedy}`);
  expect(await told).toEqual(typeof expected === 'string' ? expect.stringContaining(expected) : expected);
});
