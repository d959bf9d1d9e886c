// The files of spent refresh tokens, and odd files. The common contract: spent-tokens.contract.ts.
import * as real from 'node:fs/promises';
import { appendFile, mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSpentTokensFiles } from '../../../../main/adapters/places/spent-tokens-files';
import { temporaryFolder } from '../../../support/temporary-folder';

const FULL_BYTES = 16 * 1024 * 1024;
const [ONE, TWO, THREE] = ['a1'.repeat(8), 'b2'.repeat(8), 'c3'.repeat(8)] as const;

async function openStage() {
  const directory = join(await temporaryFolder(), 'state');
  return { directory, spent: createSpentTokensFiles({ directory }) };
}

const pathOf = (directory: string, number: number): string =>
  join(directory, `spent-tokens-${String(number).padStart(6, '0')}.txt`);

it('are a private file, made with the first of them; a full one is followed by the next', async () => {
  const { directory, spent } = await openStage();
  expect(await spent.has(ONE)).toBe(false);
  await expect(stat(directory)).rejects.toMatchObject({ code: 'ENOENT' });
  await spent.add(ONE);
  await spent.add(TWO);
  const path = pathOf(directory, 1);
  expect([(await stat(path)).mode & 0o777, (await stat(directory)).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(await readFile(path, 'utf8')).toBe(`\n${ONE}\n\n${TWO}\n`);
  await truncate(path, FULL_BYTES);
  await spent.add(THREE);
  expect(await readdir(directory)).toEqual(['spent-tokens-000001.txt', 'spent-tokens-000002.txt']);
  expect([await spent.has(ONE), await spent.has(THREE), (await stat(path)).size]).toEqual([true, true, FULL_BYTES]);
});

it('are found after a line that was cut short by a full disk or a crash', async () => {
  const { directory, spent } = await openStage();
  await spent.add(ONE);
  await appendFile(pathOf(directory, 1), `\n${TWO.slice(0, 7)}`);
  await spent.add(THREE);
  expect([await spent.has(ONE), await spent.has(TWO), await spent.has(THREE)]).toEqual([true, false, true]);
});

it('are kept until twelve newer files are full, whatever the clock says', async () => {
  const { directory, spent } = await openStage();
  for (let number = 1; number <= 13; number++) {
    await spent.add(String(number).padStart(16, '0'));
    await truncate(pathOf(directory, number), FULL_BYTES);
  }
  await spent.add(ONE);
  await spent.add(TWO);
  const names = await readdir(directory);
  expect([names.length, names[0], names.at(-1)]).toEqual([13, 'spent-tokens-000002.txt', 'spent-tokens-000014.txt']);
  expect([await spent.has(ONE), await spent.has(TWO), await spent.has('2'.padStart(16, '0'))]).toEqual([
    true,
    true,
    true,
  ]);
});

it.each([
  ['a folder', (path: string) => mkdir(path), 'STORAGE_UNAVAILABLE'],
  ['a link', (path: string) => symlink('/dev/null', path), 'STORAGE_DENIED'],
])('cannot be asked where %s has the name of one: that is no "no"', async (_what, put, code) => {
  const { directory, spent } = await openStage();
  await spent.add(ONE);
  const path = pathOf(directory, 0);
  await put(path);
  const message = expect.stringContaining(path) as unknown;
  await expect(spent.has(TWO)).rejects.toMatchObject({ code, message });
});

it('fail with STORAGE_FULL if the disk took only a part of the line', async () => {
  const { directory } = await openStage();
  const open: typeof real.open = async (...given) => {
    const file = await real.open(...given);
    return Object.assign(file, { write: async () => ({ bytesWritten: 3, buffer: Buffer.alloc(0) }) });
  };
  const spent = createSpentTokensFiles({ directory, fileSystem: { ...real, open } });
  await expect(spent.add(ONE)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
});

it('add nothing where other users can write', async () => {
  const { directory, spent } = await openStage();
  await mkdir(directory);
  await real.chmod(directory, 0o777);
  await expect(spent.add(ONE)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  expect(await readdir(directory)).toEqual([]);
});

it('do not read files with other names', async () => {
  const { directory, spent } = await openStage();
  await mkdir(directory);
  for (const name of ['spent-tokens-1.txt', 'spent-tokens-000001.txt.bak', 'spent-tokens.txt'])
    await writeFile(join(directory, name), `\n${ONE}\n`);
  expect(await spent.has(ONE)).toBe(false);
});
