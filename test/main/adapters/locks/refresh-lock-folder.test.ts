import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareLockFile } from '../../../../main/adapters/locks/refresh-lock-folder';
import { placeHash } from '../../../../main/adapters/places/place-hash';
import { temporaryFolder } from '../../../support/temporary-folder';

const PLACE = 'file:/home/jo/tokens.json';

it('names the lock file by the hash of its place, and makes its folder only', async () => {
  const directory = join(await temporaryFolder(), 'state');
  expect(await prepareLockFile(directory, PLACE)).toBe(join(directory, `${placeHash(PLACE)}.lock`));
  expect(await readdir(directory)).toEqual([]);
});

it('keeps what is in the folder', async () => {
  const directory = join(await temporaryFolder(), 'state');
  await mkdir(directory, { mode: 0o700 });
  await writeFile(join(directory, `${placeHash(PLACE)}.lock`), 'kept');
  await prepareLockFile(directory, PLACE);
  expect(await readdir(directory)).toEqual([`${placeHash(PLACE)}.lock`]);
});

it('gives no path where the folder cannot be used, and names it', async () => {
  const directory = join(await temporaryFolder(), 'file');
  await writeFile(directory, '');
  await expect(prepareLockFile(directory, PLACE)).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message: expect.stringContaining(directory),
  });
});
