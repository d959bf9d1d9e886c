import { chmod, chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPrivate } from '../../../../main/adapters/places/is-private';
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

  it('is an error, by name, where it cannot be asked', async () => {
    const path = join(await fileOf(0o600), 'in-a-file');
    await expect(isPrivate(path)).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining(path),
    });
  });
});
