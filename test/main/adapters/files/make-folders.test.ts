// Creating folders with their parents: returns the topmost new one, and never loops on any file system.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolders } from '../../../../main/adapters/files/make-folders';
import { temporaryFolder } from '../../../support/temporary-folder';

it('the topmost new folder is returned; all are private', async () => {
  const root = await temporaryFolder();
  expect(await makeFolders(join(root, 'a/b/c'))).toBe(join(root, 'a'));
  expect(await makeFolders(join(root, 'a/b/c'))).toBeUndefined();
  expect(await makeFolders(join(root, 'a/b/d'))).toBe(join(root, 'a/b/d'));
  for (const each of ['a', 'a/b', 'a/b/c']) expect((await stat(join(root, each))).mode & 0o777).toBe(0o700);
});

it('several may make it at once', async () => {
  const folder = join(await temporaryFolder(), 'a/b/c');
  await Promise.all(Array.from({ length: 5 }, async () => makeFolders(folder)));
  expect((await stat(folder)).isDirectory()).toBe(true);
});

it.each([
  ['below a file', async (root: string) => join(root, 'file/a/b'), 'ENOTDIR'],
  ['in place of a file', async (root: string) => join(root, 'file'), 'EEXIST'],
  ['where the system has none', async () => '/proc/axiom-token-manager/state', 'ENOENT'],
])('%s it fails at once', async (_what, make, code) => {
  const root = await temporaryFolder();
  await writeFile(join(root, 'file'), '');
  await expect(makeFolders(await make(root))).rejects.toMatchObject({ code });
});
