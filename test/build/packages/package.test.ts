import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { smallProject } from '../../support/small-project';

describe('npm run package', () => {
  it('builds for release, packs with the Electron at hand, checks, and prints the folder', async () => {
    const { root, run, read, electronDir } = await smallProject();
    await mkdir(join(root, 'release/of-another-run'), { recursive: true });
    const { code, stdout, stderr } = await run('packages/package');
    expect([code, stderr]).toEqual([0, '']);
    expect(
      stdout
        .replaceAll(/\d+\.\d s/g, 'x s')
        .replace(/\d+ kB/, 'n kB')
        .replace(/\d+ files/, 'n files')
        .split('\n'),
    ).toEqual([
      '- build for release ... n kB, x s',
      '- package with Electron 45.9.9 ... unpacked folder, x s',
      '- check the package ... n files, 7 fuses, x s',
      `Package: ${join(root, 'release/linux-unpacked')}`,
      '',
    ]);
    expect(await read('tools.log')).toMatch(/^electron-builder --dir --publish never --config \/\S+\/config\.json\n$/);
    const config = JSON.parse(await read('config-of-the-builder.json')) as unknown;
    expect(config).toEqual({ ...packageConfig, electronDist: electronDir, electronVersion: '45.9.9' });
    expect(await readdir(join(root, 'release'))).toEqual(['linux-unpacked']);
    // What is started is the launcher beside the program.
    expect(await read('release/linux-unpacked/axiom-token-manager')).toMatch(/^#!\/bin\/sh\n/);
    expect(await read('release/linux-unpacked/axiom-token-manager-bin')).toContain('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
    // Without the launcher that electron-builder leaves in.
    expect((await readdir(join(root, 'release/linux-unpacked/resources'))).sort()).toEqual([
      'app.asar',
      'app.asar.unpacked',
      'axiom-token-manager.cdx.json',
    ]);
    expect((await readdir(join(root, 'dist'))).filter((name) => name.endsWith('.map'))).toEqual([]);
    expect(JSON.parse(await read('dist-sbom/axiom-token-manager.cdx.json'))).toMatchObject({
      metadata: { component: { name: 'small', version: '1.0.0' } },
    });
  });

  it('shows what electron-builder says when it fails', async () => {
    const { run } = await smallProject();
    const { code, stderr } = await run('packages/package', [], { FAILS: 'electron-builder' });
    expect([code, stderr]).toEqual([
      1,
      '\nelectron-builder failed.\nelectron-builder is not content\nNext: Read its messages above, then run the command again.\n',
    ]);
  });

  it('refuses a package that holds what must not ship', async () => {
    const { run } = await smallProject();
    const { code, stdout, stderr } = await run('packages/package', [], { FOREIGN: 'notes.txt' });
    expect([code, stdout.includes('Package:')]).toEqual([1, false]);
    expect(stderr).toContain('The package is not as it must be: the package holds notes.txt.');
  });

  it('says what it can make when it is asked for something else, and makes nothing', async () => {
    const { root, run } = await smallProject();
    const { code, stderr } = await run('packages/package', ['--snap']);
    expect([code, stderr]).toEqual([
      1,
      '\n"--snap" is nothing that can be packaged.\nNext: run `npm run package` for the unpacked app, or `npm run package -- --all` for all packages of this system.\n',
    ]);
    expect(await readdir(root)).not.toContain('release');
  });
});
