import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { LINUX_TARGETS, linkFolder, linuxConfig } from '../../../build/packages/linux-packages.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

// `npm run test:packages` builds, installs and runs them.
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

  it('bring the same files for the folders of the system, their documents, and what shells and man know of the command line', () => {
    const ofDeb = config.rpm?.fpm?.slice(2).map((each) => each.replace('zsh/site-functions', 'zsh/vendor-completions'));
    expect(ofDeb).toEqual(config.deb?.fpm);
    expect(config.deb?.fpm).toEqual([
      '/here/backup.mime.xml=/usr/share/mime/packages/axiom-token-manager.xml',
      `${ROOT}/LICENSE=/usr/share/doc/axiom-token-manager/copyright`,
      `${ROOT}/CHANGELOG.md=/usr/share/doc/axiom-token-manager/NEWS.gz`,
      `${ROOT}/dist-command-line/axiom-tokens.1=/usr/share/man/man1/axiom-tokens.1.gz`,
      `${ROOT}/dist-command-line/axiom-tokens.bash=/usr/share/bash-completion/completions/axiom-tokens`,
      `${ROOT}/dist-command-line/_axiom-tokens=/usr/share/zsh/vendor-completions/_axiom-tokens`,
      `${ROOT}/dist-command-line/axiom-tokens.fish=/usr/share/fish/vendor_completions.d/axiom-tokens.fish`,
    ]);
  });

  it('recommend the same keychains, in the syntax of each', () => {
    expect([config.deb?.recommends, config.rpm?.fpm?.slice(0, 2)]).toEqual([
      ['gnome-keyring | keepassxc | libkf5wallet-bin | kwalletd6'],
      ['--rpm-tag', 'Recommends: (gnome-keyring or kf6-kwallet or kwalletd6 or keepassxc)'],
    ]);
  });

  const denied = () => Promise.reject(Object.assign(new Error('no hard links here'), { code: 'EPERM' }));
  it.each([
    ['hard links', undefined],
    ['none', denied],
  ])('are made of a folder each, so that no file of one is in another, on a disk with %s', async (_what, makeLink) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'app/resources'), { recursive: true });
    await writeFile(join(folder, 'app/resources/app.asar'), 'archive');
    await linkFolder(join(folder, 'app'), join(folder, 'copy'), makeLink);
    await writeFile(join(folder, 'copy/resources/apparmor-profile'), 'of electron-builder');
    expect(await readdir(join(folder, 'app/resources'))).toEqual(['app.asar']);
    expect(await readFile(join(folder, 'copy/resources/app.asar'), 'utf8')).toBe('archive');
  });

  it('start with the sandbox, and no switch of ours', () => {
    expect(config.linux?.executableArgs).toEqual([]);
  });
});
