import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { smallProject } from '../../support/small-project';

describe('npm run package', () => {
  it('builds for release, packs with the installed Electron, checks, and prints the folder', async () => {
    const { root, run, read, electronDir } = await smallProject();
    await mkdir(join(root, 'release/of-somebody'), { recursive: true });
    await mkdir(join(root, 'release/linux-unpacked/of-a-former-run'), { recursive: true });
    await mkdir(join(root, `release/.partial-${2 ** 22 + 1}/linux-unpacked`), { recursive: true });
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
    expect(await read('tools.log')).toMatch(
      /^postject .*\nelectron-builder --dir --publish never --config \/\S+\/config\.json\n$/,
    );
    const config = JSON.parse(await read('config-of-the-builder.json')) as unknown;
    const directories = { ...packageConfig.directories, output: expect.stringMatching(/\/release\/\.partial-\d+$/) };
    expect(config).toEqual({ ...packageConfig, directories, electronDist: electronDir, electronVersion: '45.9.9' });
    // Its own files are new, files of a killed run are gone, and the rest stays.
    expect((await readdir(join(root, 'release'))).sort()).toEqual(['linux-unpacked', 'of-somebody']);
    expect(await readdir(join(root, 'release/linux-unpacked'))).not.toContain('of-a-former-run');
    // The started program is the launcher.
    expect(await read('release/linux-unpacked/axiom-token-manager')).toMatch(/^#!\/bin\/sh\n/);
    expect(await read('release/linux-unpacked/axiom-token-manager-bin')).toContain('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
    expect(await read('release/linux-unpacked/axiom-tokens')).toContain('echo the command line');
    // Without the default app that electron-builder leaves in.
    expect((await readdir(join(root, 'release/linux-unpacked/resources'))).sort()).toEqual([
      'LICENSE.node.txt',
      'LICENSE.txt',
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
      '\nelectron-builder failed.\nelectron-builder is not content\nNext: Fix what it names, then run the command again.\n',
    ]);
  });

  it('refuses a package that holds what must not ship', async () => {
    const { run } = await smallProject();
    const { code, stdout, stderr } = await run('packages/package', [], { FOREIGN: 'notes.txt' });
    expect([code, stdout.includes('Package:')]).toEqual([1, false]);
    expect(stderr).toContain('The package is wrong: the package contains notes.txt.');
  });

  it('gives all files the time that is asked for', async () => {
    const { root, run } = await smallProject();
    const { code, stderr } = await run('packages/package', [], { SOURCE_DATE_EPOCH: '1700000000' });
    expect([code, stderr]).toEqual([0, '']);
    const folder = join(root, 'release/linux-unpacked');
    const paths = ['', ...(await readdir(folder, { recursive: true }))];
    const times = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).mtimeMs));
    expect(new Set(times)).toEqual(new Set([1_700_000_000_000]));
  });

  it('refuses a package without the licence of the program, and leaves the former one', async () => {
    const { root, run } = await smallProject();
    await mkdir(join(root, 'release/linux-unpacked/former'), { recursive: true });
    const { code, stderr } = await run('packages/package', [], { FORGETS: 'LICENSE' });
    expect([code, stderr]).toEqual([1, expect.stringContaining('it lacks the licence of this program, LICENSE.txt.')]);
    expect(await readdir(join(root, 'release'))).toEqual(['linux-unpacked']);
    expect(await readdir(join(root, 'release/linux-unpacked'))).toEqual(['former']);
  });

  it('names the programs that are missing for packages, before it builds anything', async () => {
    const { root, run } = await smallProject();
    const { code, stderr } = await run('packages/package', ['--all']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('not in the search path: dpkg-deb, rpmbuild.')]);
    expect(await readdir(root)).not.toContain('dist');
  });

  it('says what it can make when it is asked for something else, and makes nothing', async () => {
    const { root, run } = await smallProject();
    const { code, stderr } = await run('packages/package', ['--snap']);
    expect([code, stderr]).toEqual([
      1,
      '\n"--snap" cannot be packaged.\nNext: run `npm run package` for the unpacked app, or `npm run package -- --all` for all packages of this system.\n',
    ]);
    expect(await readdir(root)).not.toContain('release');
  });
});
