import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { afterPack } from '../../../build/packages/after-pack.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

it('takes out what starts a folder with sources, and nothing else', async () => {
  const folder = await temporaryFolder();
  const resources = join(folder, 'resources');
  await mkdir(resources);
  for (const name of ['default_app.asar', 'default_app.sha256', 'app.asar']) await writeFile(join(resources, name), '');
  const context = { appOutDir: folder, packager: { getResourcesDir: (dir: string) => join(dir, 'resources') } };
  await afterPack(context as unknown as Parameters<typeof afterPack>[0]);
  expect(await readdir(resources)).toEqual(['app.asar']);
});
