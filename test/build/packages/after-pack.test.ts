import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { afterPack } from '../../../build/packages/after-pack.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

/** A package that was just unpacked, and the file names in it afterwards. */
async function packed(parts: readonly string[]) {
  const folder = await temporaryFolder();
  const resources = join(folder, 'resources');
  await mkdir(resources);
  const from = await temporaryFolder();
  for (const name of parts) await writeFile(join(from, name), name);
  for (const name of ['default_app.asar', 'default_app.sha256', 'app.asar']) await writeFile(join(resources, name), '');
  const context = { appOutDir: folder, packager: { getResourcesDir: (dir: string) => join(dir, 'resources') } };
  await afterPack(context as unknown as Parameters<typeof afterPack>[0], from);
  return { folder, names: [...(await readdir(folder)), ...(await readdir(resources))].sort() };
}

it("removes Electron's default app, and nothing else", async () => {
  expect((await packed([])).names).toEqual(['app.asar', 'resources']);
});

it('puts the command line beside the app where it was made, with the licence of its Node', async () => {
  const { folder, names } = await packed(['axiom-tokens', 'axiom-tokens.1', 'LICENSE.node.txt']);
  expect(names).toEqual(['LICENSE.node.txt', 'app.asar', 'axiom-tokens', 'resources']);
  expect(await readdir(folder)).toEqual(['axiom-tokens', 'resources']);
});
