import { mkdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPackage, extractFile } from '@electron/asar';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { checkBundles } from '../../build/bundle-checks.mjs';
import { configFor } from '../../build/package.mjs';
import { checkPackedTexts, findForeignFiles } from '../../build/package-checks.mjs';
import { temporaryFolder } from '../support/temporary-folder';

/** The list that esbuild gives of a bundle made of `inputs`; `bytes` of each reached the output. */
function made(inputs: readonly string[], bytes = 10): Metafile {
  const taken = Object.fromEntries(inputs.map((path) => [path, { bytesInOutput: bytes }]));
  return { inputs: {}, outputs: { out: { bytes: 1, inputs: taken, imports: [], exports: [] } } };
}

const clean = {
  main: made(['main/desktop/index.ts', 'node_modules/zod/v4/core/parse.js', 'node_modules/zod/v4/locales/en.js']),
  keychainChild: made(['main/adapters/keychain/keychain-child.ts']),
  preload: made(['preload/index.ts', 'preload/contract/channels.ts']),
  page: made(['renderer/main.tsx', 'node_modules/preact/dist/preact.mjs']),
};

describe('the bundles', () => {
  it('pass when each holds what it should', () => {
    expect(() => checkBundles(clean)).not.toThrow();
  });

  it.each([
    [
      'zod in the preload script',
      { preload: made(['node_modules/zod/v4/core/parse.js']) },
      'preload script carries zod',
    ],
    ['zod in the window', { page: made(['node_modules/zod/mini/index.js']) }, 'carries zod'],
    ['code of main in the window', { page: made(['main/core/base/secret.ts']) }, 'carries code of main'],
    ['every language of zod', { main: made(['node_modules/zod/v4/locales/de.js']) }, 'all languages of zod'],
    ['test code', { main: made(['test/axiom-simulator/faults.ts']) }, 'carries test code'],
  ])('are refused with %s', (_what, part, message) => {
    expect(() => checkBundles({ ...clean, ...part })).toThrow(message);
  });

  it('pass when a file was read but nothing of it was taken', () => {
    expect(() => checkBundles({ ...clean, preload: made(['node_modules/zod/v4/core/parse.js'], 0) })).not.toThrow();
  });
});

describe('the package', () => {
  it('may hold the bundles, the icons and one native part of keytar', () => {
    const files = [
      'package.json',
      'dist/main.cjs',
      'dist/renderer/style.css',
      'dist/icons/tray-ring-check-good@2x.png',
      'node_modules/keytar/lib/keytar.js',
      'node_modules/keytar/prebuilds/linux-x64/keytar.node',
    ];
    expect(findForeignFiles(files)).toEqual([]);
  });

  it.each([
    'dist/main.cjs.map',
    'test/axiom-simulator/server.ts',
    'dist/simulator.cjs',
    'node_modules/electron-store/index.js',
    'node_modules/keytar/src/keytar_posix.cc',
    'main/desktop/index.ts',
  ])('may not hold %s', (file) => {
    expect(findForeignFiles(['package.json', file])).toEqual([file]);
  });

  it('may not hold a bundle with a fault point or a switch of the simulator', async () => {
    const folder = await temporaryFolder();
    const pack = async (name: string, preload: string) => {
      const archive = join(folder, `${name}.asar`);
      await mkdir(join(folder, name, 'dist'), { recursive: true });
      await writeFile(join(folder, name, 'dist/main.cjs'), 'const kept = "store";');
      await writeFile(join(folder, name, 'dist/preload.cjs'), preload);
      await createPackage(join(folder, name), archive);
      // It resolves before the last bytes are written.
      await expect.poll(() => extractFile(archive, 'dist/preload.cjs').toString()).toBe(preload);
      return archive;
    };
    const files = ['dist/main.cjs', 'dist/preload.cjs'];
    await expect(checkPackedTexts(await pack('good', 'start();'), files)).resolves.toBeUndefined();
    const spoilt = await pack('spoilt', 'if(s.isRefusingRefresh)refuse()');
    await expect(checkPackedTexts(spoilt, files)).rejects.toThrow(
      'dist/preload.cjs carries a part of the fault tests: isRefusingRefresh',
    );
    const cut = await pack('cut', 'start();');
    await truncate(cut, (await stat(cut)).size - 2);
    await expect(checkPackedTexts(cut, files)).rejects.toThrow('dist/preload.cjs is not whole in it');
  });

  it('is made from the Electron at hand, without the fuses that an old one has not', () => {
    const runtime = { dir: '/somewhere', executable: '', version: '22.3.25', isDevelopmentRuntime: true };
    const old = configFor(runtime);
    expect(old).toMatchObject({ electronDist: '/somewhere', electronVersion: '22.3.25' });
    expect(old.electronFuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true });
    expect(old.electronFuses).not.toHaveProperty('enableEmbeddedAsarIntegrityValidation');
    const current = configFor({ ...runtime, version: '45.4.1', isDevelopmentRuntime: false });
    expect(current.electronFuses).toMatchObject({ enableEmbeddedAsarIntegrityValidation: true });
  });
});
