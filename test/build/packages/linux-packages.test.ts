import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { LINUX_TARGETS, linuxConfig } from '../../../build/packages/linux-packages.mjs';

// That they are made, installed and run is shown by `npm run test:packages`.
const ROOT = join(import.meta.dirname, '../../..');
const config = linuxConfig(packageConfig, { root: ROOT, icons: '/icons' });

describe('the packages for Linux', () => {
  it('are those of the configuration', () => {
    expect(packageConfig.linux?.target).toEqual(LINUX_TARGETS);
  });

  it('have no space in a path: the folder under /opt has this name', () => {
    expect([config.productName, packageConfig.linux?.desktop]).toEqual([
      'axiom-token-manager',
      { entry: expect.objectContaining({ Name: packageConfig.productName }) },
    ]);
  });

  it('bring files for the folders of the system that are there', async () => {
    expect(config.rpm?.fpm).toEqual(config.deb?.fpm);
    const files = (config.deb?.fpm ?? []).map((each) => each.split('='));
    expect(files.map(([, to]) => to)).toEqual(
      expect.arrayContaining([
        '/usr/share/mime/packages/axiom-token-manager.xml',
        '/usr/share/icons/hicolor/48x48/mimetypes/application-vnd.axiom-token-manager.backup.png',
        '/usr/share/doc/axiom-token-manager/copyright',
      ]),
    );
    for (const [from] of files) await expect(access(String(from))).resolves.toBeUndefined();
  });

  it('start with the sandbox, and no switch of ours', () => {
    expect(config.linux?.executableArgs).toEqual([]);
  });
});
