import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { configFor } from '../../../build/packages/package.mjs';
import { smallProject } from '../../support/small-project';

describe('the package', () => {
  it('is made from the Electron at hand, without the fuses that an old one has not', () => {
    const runtime = { dir: '/somewhere', executable: '', version: '22.3.25', isDevelopmentRuntime: true };
    const old = configFor(runtime);
    expect(old).toMatchObject({ electronDist: '/somewhere', electronVersion: '22.3.25' });
    expect(old.electronFuses).toMatchObject({ runAsNode: false, enableEmbeddedAsarIntegrityValidation: true });
    expect(old.electronFuses).not.toHaveProperty('grantFileProtocolExtraPrivileges');
    const current = configFor({ ...runtime, version: '45.4.1', isDevelopmentRuntime: false });
    expect(current.electronFuses).toMatchObject({ grantFileProtocolExtraPrivileges: false });
  });
});

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
    // Without the launcher that electron-builder leaves in.
    expect((await readdir(join(root, 'release/linux-unpacked/resources'))).sort()).toEqual([
      'app.asar',
      'app.asar.unpacked',
    ]);
    expect((await readdir(join(root, 'dist'))).filter((name) => name.endsWith('.map'))).toEqual([]);
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
});
