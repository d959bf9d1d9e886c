// Reading a single file. How the journal handles unusable files: journal-files.test.ts.
import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readJournalFile } from '../../../../main/adapters/app-data/journal-read-file';
import { temporaryFolder } from '../../../support/temporary-folder';

const LIMIT = 100;
const pathIn = async () => join(await temporaryFolder(), 'default.sealed');

describe('a file of the journal', () => {
  it.each([0, 1, LIMIT])('of %i bytes is read completely', async (size) => {
    const path = await pathIn();
    const bytes = Uint8Array.from({ length: size }, (_, index) => index);
    await writeFile(path, bytes);
    expect(Uint8Array.from((await readJournalFile(path, LIMIT)) as Uint8Array)).toEqual(bytes);
  });

  it('is absent when neither file nor folder exists: a journal makes its folder late', async () => {
    const path = await pathIn();
    expect(await readJournalFile(path, LIMIT)).toBe('none');
    expect(await readJournalFile(join(path, 'deeper', 'default.sealed'), LIMIT)).toBe('none');
  });

  it('is not usable with one byte over the limit', async () => {
    const path = await pathIn();
    await writeFile(path, new Uint8Array(LIMIT + 1));
    expect(await readJournalFile(path, LIMIT)).toBe('unusable');
  });

  it.each<[what: string, place: (path: string) => Promise<unknown>]>([
    ['a folder', (path) => mkdir(path)],
    ['a pipe that nobody writes to', (path) => promisify(execFile)('mkfifo', [path])],
    ['a link to nothing', (path) => symlink(`${path}.none`, path)],
    ['a link to itself', (path) => symlink(path, path)],
    ['a link to a device that never ends', (path) => symlink('/dev/zero', path)],
  ])('is not usable when it is %s, and is not waited for', async (_what, place) => {
    const path = await pathIn();
    await place(path);
    expect(await readJournalFile(path, LIMIT)).toBe('unusable');
  });

  it('is not read through a link, whose file stays as it is', async () => {
    const path = await pathIn();
    await writeFile(`${path}.target`, 'kept');
    await symlink(`${path}.target`, path);
    expect(await readJournalFile(path, LIMIT)).toBe('unusable');
    expect(await readFile(`${path}.target`, 'utf8')).toBe('kept');
  });

  it('is not reported as absent when it could not be read', async () => {
    const file = await pathIn();
    await writeFile(file, '');
    const path = join(file, 'default.sealed');
    await expect(readJournalFile(path, LIMIT)).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining(path),
    });
  });
});
