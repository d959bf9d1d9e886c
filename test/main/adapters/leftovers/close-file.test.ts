import { chmod, mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closeFile } from '../../../../main/adapters/leftovers/close-file';
import { temporaryFolder } from '../../../support/temporary-folder';

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

it.each([
  [0o644, 0o600],
  [0o664, 0o600],
  [0o755, 0o700],
  [0o444, 0o400],
])('of mode %o only its owner’s rights stay: %o', async (before, after) => {
  const path = join(await temporaryFolder(), '.env');
  await writeFile(path, '');
  await chmod(path, before);
  await closeFile(path);
  expect(await modeOf(path)).toBe(after);
});

it('a link, a folder and nothing at all are not closed, which is reported', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '', { mode: 0o644 });
  await symlink(join(folder, 'file'), join(folder, 'link'));
  await mkdir(join(folder, 'folder'), { mode: 0o755 });
  for (const name of ['link', 'folder', 'gone']) {
    await expect(closeFile(join(folder, name))).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: `${join(folder, name)} is no longer the file that was found.`,
    });
  }
  expect([await modeOf(join(folder, 'file')), await modeOf(join(folder, 'folder'))]).toEqual([0o644, 0o755]);
});
