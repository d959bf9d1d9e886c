import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { LINUX_TARGETS, linuxConfig } from '../../../build/packages/linux-packages.mjs';

// That they are made, installed and run is shown by `npm run test:packages`.
const ROOT = join(import.meta.dirname, '../../..');
const files = { '/here/backup.mime.xml': 'usr/share/mime/packages/axiom-token-manager.xml' };
const config = linuxConfig(packageConfig, { root: ROOT, icons: '/icons', files });

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

  it('bring the same files for the folders of the system, and their documents', () => {
    expect(config.rpm?.fpm).toEqual(config.deb?.fpm);
    expect(config.deb?.fpm).toEqual([
      '/here/backup.mime.xml=/usr/share/mime/packages/axiom-token-manager.xml',
      `${ROOT}/LICENSE=/usr/share/doc/axiom-token-manager/copyright`,
      `${ROOT}/CHANGELOG.md=/usr/share/doc/axiom-token-manager/NEWS.gz`,
    ]);
  });

  it('start with the sandbox, and no switch of ours', () => {
    expect(config.linux?.executableArgs).toEqual([]);
  });
});
