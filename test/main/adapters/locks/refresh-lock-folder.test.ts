import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareLockFile } from '../../../../main/adapters/locks/refresh-lock-folder';
import { temporaryFolder } from '../../../support/temporary-folder';

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('the folder of the lock files', () => {
  it('is made with all above it, for its owner alone, and the file is not', async () => {
    const folder = await temporaryFolder();
    const directory = join(folder, 'data', 'locks');
    expect(await prepareLockFile(directory, 'bot-2')).toBe(join(directory, 'bot-2.lock'));
    expect([await modeOf(join(folder, 'data')), await modeOf(directory)]).toEqual([0o700, 0o700]);
    expect(await readdir(directory)).toEqual([]);
  });

  it('stays as it is when it is there, with what is in it', async () => {
    const directory = join(await temporaryFolder(), 'locks');
    await mkdir(directory);
    await chmod(directory, 0o750);
    await writeFile(join(directory, 'default.lock'), 'kept');
    expect(await prepareLockFile(directory, 'default')).toBe(join(directory, 'default.lock'));
    expect([await modeOf(directory), await readdir(directory)]).toEqual([0o750, ['default.lock']]);
  });

  it('may be made by several at once', async () => {
    const directory = join(await temporaryFolder(), 'locks');
    const paths = await Promise.all(['a', 'b', 'c'].map((profileId) => prepareLockFile(directory, profileId)));
    expect(paths).toEqual(['a', 'b', 'c'].map((profileId) => join(directory, `${profileId}.lock`)));
  });

  it.each([
    ['is a file', 'STORAGE_UNAVAILABLE', (file: string) => file],
    ['lies in a file', 'STORAGE_UNAVAILABLE', (file: string) => join(file, 'locks')],
    ['may not be made', 'STORAGE_DENIED', () => '/sys/axiom-token-manager-locks'],
  ])('that %s is %s, by name', async (_what, code, place) => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    const directory = place(file);
    await expect(prepareLockFile(directory, 'default')).rejects.toMatchObject({
      code,
      message: expect.stringContaining(directory),
    });
  });
});
