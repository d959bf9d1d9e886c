import { chmod, chown, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPrivate, makePrivate } from '../../../../main/adapters/places/is-private';
import { temporaryFolder } from '../../../support/temporary-folder';

async function fileOf(mode: number): Promise<string> {
  const path = join(await temporaryFolder(), 'tokens.json');
  await writeFile(path, '{}');
  await chmod(path, mode);
  return path;
}

describe('a token file', () => {
  it.each([
    [0o600, true],
    [0o400, true],
    [0o700, true],
    [0o640, false],
    [0o604, false],
    [0o620, false],
    [0o602, false],
    [0o644, false],
  ])('of mode %o is private: %s', async (mode, expected) => {
    expect(await isPrivate(await fileOf(mode))).toBe(expected);
  });

  it('is private while there is none', async () => {
    expect(await isPrivate(join(await temporaryFolder(), 'tokens.json'))).toBe(true);
  });

  it.runIf(process.getuid?.() === 0)('is not private when it is another user’s', async () => {
    const path = await fileOf(0o600);
    await chown(path, 65_534, 65_534);
    expect(await isPrivate(path)).toBe(false);
  });

  it('is an error, by name, if it cannot be read', async () => {
    const path = join(await fileOf(0o600), 'in-a-file');
    await expect(isPrivate(path)).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining(path),
    });
  });
});

describe('closing a token file to others', () => {
  it('leaves access only to its owner', async () => {
    const path = await fileOf(0o644);
    await makePrivate(path);
    expect([(await stat(path)).mode & 0o777, await isPrivate(path)]).toEqual([0o600, true]);
  });

  it.runIf(process.getuid?.() === 0)('is not reported as done while it is another user’s', async () => {
    const path = await fileOf(0o644);
    await chown(path, 65_534, 65_534);
    await expect(makePrivate(path)).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
      message: expect.stringContaining(`${path} stays open to others`),
      remedy: expect.stringContaining('Choose another place'),
    });
  });

  it('changes nothing through a link, and says what it could not do', async () => {
    const path = await fileOf(0o644);
    const link = `${path}.link`;
    await symlink(path, link);
    await expect(makePrivate(link)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
    expect((await stat(path)).mode & 0o777).toBe(0o644);
    await expect(makePrivate(`${path}.gone`)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });
});
