import { chmod, mkdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPackage, extractFile } from '@electron/asar';
import { describe, expect, it } from 'vitest';
import {
  checkPackedTexts,
  findForeignFiles,
  findWrongInCommandLine,
  findWrongInLauncher,
} from '../../../build/packages/package-checks.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

describe('the launcher on Linux', () => {
  it.each([
    ['is a script', '#!/bin/sh\nexec true\n', 0o755, []],
    ['ends its lines as on Windows', '#!/bin/sh\r\nexec true\r\n', 0o755, ['launcher is no script for /bin/sh']],
    ['ends one line so', '#!/bin/sh\nexec true\r\n', 0o755, ['launcher is no script for /bin/sh']],
    ['is the program', '\u007FELF', 0o755, ['launcher is no script for /bin/sh']],
    ['may be started by its owner alone', '#!/bin/sh\n', 0o744, ['not everybody may start launcher']],
  ])('%s', async (_what, text, mode, expected) => {
    const path = join(await temporaryFolder(), 'launcher');
    await writeFile(path, text);
    await chmod(path, mode);
    expect(await findWrongInLauncher(path)).toEqual(expected);
  });
});

describe('the command line beside the app', () => {
  const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
  it.each([
    ['is there for everybody, with a program in it', `Node ${FUSE}:1`, 0o755, []],
    ['is a bare Node', `Node ${FUSE}:0`, 0o755, ['axiom-tokens is a Node without a program in it']],
    ['is for its owner', `Node ${FUSE}:1`, 0o744, ['not everybody may start axiom-tokens']],
    ['is missing', undefined, 0, ['it lacks the command line, axiom-tokens']],
  ])('%s', async (_what, text, mode, expected) => {
    const path = join(await temporaryFolder(), 'axiom-tokens');
    if (text !== undefined) {
      await writeFile(path, text);
      await chmod(path, mode);
    }
    expect(await findWrongInCommandLine(path)).toEqual(expected);
  });
});

describe('the package', () => {
  it('may hold the bundles, the icons and one native part each of keytar and koffi', () => {
    const files = [
      'package.json',
      'dist/main.cjs',
      'dist/main-parts.cjs',
      'dist/renderer/style.css',
      'dist/icons/tray-ring-check-good@2x.png',
      'dist/icons/tray-ring-check-good.ico',
      'dist/icons/app-256.png',
      'node_modules/keytar/lib/keytar.js',
      'node_modules/keytar/prebuilds/linux-x64/keytar.node',
      'node_modules/koffi/index.cjs',
      'node_modules/koffi/src/koffi/src/static.cjs',
      'node_modules/@koromix/koffi-linux-x64/index.js',
      'node_modules/@koromix/koffi-linux-x64/linux_x64/koffi.node',
    ];
    expect(findForeignFiles(files)).toEqual([]);
  });

  it.each([
    'dist/main.cjs.map',
    'test/axiom-simulator/server.ts',
    'dist/simulator.cjs',
    'node_modules/electron-store/index.js',
    'node_modules/keytar/src/keytar_posix.cc',
    'node_modules/koffi/src/koffi/src/ffi.cc',
    'node_modules/@koromix/koffi-linux-x64/musl_x64/koffi.node',
    'dist/cli/axiom-tokens.cjs',
    'main/desktop/index.ts',
    'dist/icons/app-512.png',
    'dist/icons/backup.icns',
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
      'dist/preload.cjs contains a part of the fault tests: isRefusingRefresh',
    );
    const cut = await pack('cut', 'start();');
    await truncate(cut, (await stat(cut)).size - 2);
    await expect(checkPackedTexts(cut, files)).rejects.toThrow('dist/preload.cjs is incomplete in it');
  });
});
