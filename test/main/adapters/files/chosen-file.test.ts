import { execFile } from 'node:child_process';
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fileMissing, readChosenFile, unusableFile } from '../../../../main/adapters/files/chosen-file';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

const LIMIT = 100;

async function placed(bytes?: Uint8Array) {
  const folder = await temporaryFolder();
  const path = join(folder, 'chosen.json');
  if (bytes) await writeFile(path, bytes);
  return { folder, path };
}

it('a folder in the place of a file is not called damaged', async () => {
  const damaged = new AxiomTokenError('STORAGE_CORRUPT', { message: 'It is damaged.' });
  const { folder, path } = await placed(new Uint8Array(1));
  expect(await unusableFile(path, damaged)).toBe(damaged);
  expect(await unusableFile(folder, damaged)).toMatchObject({
    code: 'STORAGE_CORRUPT',
    message: `${folder} is a folder, and tokens are kept in a file.`,
    remedy: 'Name a file in it, or choose another place. The folder is left as it is.',
  });
});

describe('a chosen file', () => {
  it.each([0, 1, LIMIT])('of %i bytes is read completely', async (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, index) => index);
    const { path } = await placed(bytes);
    const file = await readChosenFile(path, LIMIT);
    expect(file).toMatchObject({ modifiedAtMs: expect.any(Number) });
    expect(typeof file === 'object' && Uint8Array.from(file.bytes)).toEqual(bytes);
  });

  it('says when it was changed, in whole milliseconds', async () => {
    const { path } = await placed(new Uint8Array(1));
    await utimes(path, new Date(), (FAKE_START_MS + 7.9) / 1_000);
    expect(await readChosenFile(path, LIMIT)).toMatchObject({ modifiedAtMs: FAKE_START_MS + 7 });
  });

  it('of one byte more than is allowed is not usable', async () => {
    const { path } = await placed(new Uint8Array(LIMIT + 1));
    expect(await readChosenFile(path, LIMIT)).toBe('unusable');
  });

  it('that is a folder, or a pipe that nobody writes to, is not usable, and is not waited for', async () => {
    const { folder, path } = await placed();
    expect(await readChosenFile(folder, LIMIT)).toBe('unusable');
    await promisify(execFile)('mkfifo', [path]);
    expect(await readChosenFile(path, LIMIT)).toBe('unusable');
  });

  it.each(['a file', 'nothing'])('that is a link to %s is refused, not followed', async (what) => {
    const { folder, path } = await placed();
    const target = join(folder, 'target');
    if (what === 'a file') await writeFile(target, 'a token');
    await symlink(target, path);
    await expect(readChosenFile(path, LIMIT)).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
      message: expect.stringContaining(path),
    });
  });
});

describe('a place without a file', () => {
  it('is empty when its folder is there', async () => {
    const { path } = await placed();
    expect(await readChosenFile(path, LIMIT)).toBeUndefined();
  });

  it('is not reported as empty when its folder is missing, or is a file', async () => {
    const { folder, path } = await placed(new Uint8Array(1));
    for (const missing of [join(folder, 'drive', 'chosen.json'), join(path, 'chosen.json')]) {
      await expect(readChosenFile(missing, LIMIT)).rejects.toMatchObject({
        code: 'STORAGE_UNAVAILABLE',
        message: expect.stringContaining(missing),
        remedy: expect.stringMatching(/connect/i),
      });
    }
  });

  it('is empty when its folder is behind a link: the person chose that way', async () => {
    const { folder } = await placed();
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'way'));
    expect(await readChosenFile(join(folder, 'way', 'chosen.json'), LIMIT)).toBeUndefined();
    await writeFile(join(folder, 'real', 'chosen.json'), 'x');
    expect(await readChosenFile(join(folder, 'way', 'chosen.json'), LIMIT)).toMatchObject({ bytes: Buffer.from('x') });
  });
});

describe('a file that is missing', () => {
  it('was deleted if its folder has other entries, and may be on a missing drive if the folder is empty or missing', async () => {
    const { folder, path } = await placed();
    const isDeleted = async () => (await fileMissing(path, 'The file')).isDeleted;
    expect(await isDeleted()).toBe(false);
    await writeFile(join(folder, 'other'), '');
    expect(await isDeleted()).toBe(true);
    await rm(folder, { recursive: true });
    expect(await isDeleted()).toBe(false);
  });

  it('is named by its kind', async () => {
    const { path } = await placed();
    expect(await fileMissing(path, 'The sealed file')).toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: `The sealed file is not at ${path}.`,
      isMissing: true,
    });
  });
});
