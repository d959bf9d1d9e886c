import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import byDefault, { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { koffiFilter } from '../../../build/packages/koffi-filter.mjs';
import { SBOM_FOLDER } from '../../../build/packages/sbom.mjs';

const PROJECT = join(import.meta.dirname, '../../..');

describe('the package', () => {
  it('is what electron-builder reads from the file', () => {
    expect(byDefault).toBe(packageConfig);
  });

  it('has the names of the product, and is published nowhere', async () => {
    const manifest = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(packageConfig).toMatchObject({
      appId: 'trade.axiom-token-manager.desktop',
      productName: manifest['productName'],
      directories: { output: 'release', buildResources: 'build/icons' },
      publish: null,
      linux: { executableName: manifest['name'] },
    });
    // In Wayland a desktop finds a window's entry by the entry's file name, in X11 by this class, which Electron derives from the product name.
    expect(manifest['desktopName']).toBe(`${String(manifest['name'])}.desktop`);
    expect(packageConfig.linux?.desktop?.entry?.StartupWMClass).toBe(manifest['productName']);
  });

  it('holds the bundles, with keytar, koffi and the tray’s pictures for its own target, and nothing else of node_modules', () => {
    expect(packageConfig.files).toEqual([
      'dist/**',
      '!dist/cli/**',
      '!dist/icons/tray-*',
      '!**/*.map',
      'package.json',
      '!node_modules/**',
      'node_modules/keytar/package.json',
      'node_modules/keytar/LICENSE.md',
      'node_modules/keytar/lib/**',
      'node_modules/koffi/package.json',
      'node_modules/koffi/LICENSE.txt',
      'node_modules/koffi/index.cjs',
      'node_modules/koffi/src/koffi/index.cjs',
      'node_modules/koffi/src/koffi/src/static.cjs',
    ]);
    const { linux, mac, win } = packageConfig;
    const own = (system: 'linux' | 'darwin' | 'win32', icons: readonly string[]) => [
      { filter: [`node_modules/keytar/prebuilds/${system}-$` + '{arch}/**', ...koffiFilter(system), ...icons] },
    ];
    expect([linux?.files, mac?.files, win?.files]).toEqual([
      own('linux', ['dist/icons/tray-*.png', '!dist/icons/*Template*']),
      own('darwin', ['dist/icons/tray-*Template*.png']),
      own('win32', ['dist/icons/tray-*.ico']),
    ]);
    expect(packageConfig).toMatchObject({ asar: { smartUnpack: false }, asarUnpack: ['**/*.node'], npmRebuild: false });
  });

  it('contains its SBOM and its licence beside the archive, where everybody can read them', () => {
    expect(packageConfig.extraResources).toEqual([
      { from: SBOM_FOLDER, to: '.' },
      { from: 'LICENSE', to: 'LICENSE.txt' },
    ]);
  });

  it('allows no way to run other code with its executable', () => {
    expect(packageConfig.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('has an icon that is there on each system', async () => {
    const { mac, win } = packageConfig;
    for (const icon of [mac?.icon, win?.icon]) {
      await expect(access(join(PROJECT, 'build/icons', String(icon)))).resolves.toBeUndefined();
    }
  });
});
