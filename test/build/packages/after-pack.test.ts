import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { afterPack, unusedFiles } from '../../../build/packages/after-pack.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

const FRAMEWORK = 'Axiom Token Manager.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Libraries';

it.each([
  ['linux', 'resources/default_app.asar', 'libvk_swiftshader.so'],
  ['win32', 'resources/default_app.asar', 'vk_swiftshader.dll'],
  ['darwin', 'Axiom Token Manager.app/Contents/Resources/default_app.asar', `${FRAMEWORK}/libvk_swiftshader.dylib`],
])('takes out what is not used on %s', (platform, starter, graphics) => {
  expect(unusedFiles({ platform, productFilename: 'Axiom Token Manager' })).toEqual(
    expect.arrayContaining([starter, graphics]),
  );
});

it('leaves all else where it is', async () => {
  const folder = await temporaryFolder();
  const paths = ['resources/default_app.asar', 'resources/app.asar', 'libvulkan.so.1', 'libEGL.so'];
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), '');
  }
  const context = { appOutDir: folder, electronPlatformName: 'linux', packager: { appInfo: { productFilename: 'x' } } };
  await afterPack(context as unknown as Parameters<typeof afterPack>[0]);
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(['libEGL.so', 'resources', 'resources/app.asar']);
});
