import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagesForBothProcessors } from '../../../build/packages/mac-windows-packages.mjs';
import { createProgress } from '../../../build/progress.mjs';
import { SetupError } from '../../../build/setup-error.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

const progress = createProgress({ write: () => {}, nowMs: () => 0 });

/** A project whose electron-builder is this script. */
async function projectWith(script: string): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(join(root, 'node_modules/electron-builder'), { recursive: true });
  await mkdir(join(root, 'release/mac'), { recursive: true });
  await mkdir(join(root, 'work'));
  await writeFile(join(root, 'release/a.dmg'), 'of a former run');
  await writeFile(join(root, 'release/notes'), 'of a person');
  await writeFile(join(root, 'node_modules/electron-builder/cli.js'), script);
  return root;
}

const MAKES = `
  const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
  const config = JSON.parse(readFileSync(process.argv.at(-1), 'utf8'));
  for (const name of ['b.zip', 'a.dmg', 'builder-debug.yml']) writeFileSync(config.directories.output + '/' + name, '12345');
  appendFileSync('calls', [...process.argv.slice(2, -2), 'with', config.electronDist ?? 'its own download'].join(' ') + '\\n');`;

const runtime = { dir: '/at/hand', executable: '', version: '45.4.1', isDevelopmentRuntime: false };

describe('all packages for macOS or Windows', () => {
  it.each([
    ['darwin', '--mac', ['mac', 'mac-arm64']],
    ['win32', '--win', ['win-unpacked', 'win-arm64-unpacked']],
  ] as const)(
    'are made for both processors, each from its own Electron, and checked: %s',
    async (platform, flag, folders) => {
      const root = await projectWith(MAKES);
      const bundled: unknown[] = [];
      const checked: unknown[] = [];
      const tools = {
        bundle: async (what: unknown) => `${bundled.push(what)}`,
        check: async (what: unknown) => `${checked.push(what)}`,
      };
      const work = join(root, 'work');
      expect(await packagesForBothProcessors(work, { root, platform, runtime, progress, tools })).toEqual([
        join(root, 'release/a.dmg'),
        join(root, 'release/b.zip'),
      ]);
      expect(await readFile(join(root, 'release/a.dmg'), 'utf8')).toBe('12345');
      // Files that this run has not made stay.
      expect((await readdir(join(root, 'release'))).sort()).toEqual(['a.dmg', 'b.zip', 'mac', 'notes']);
      expect((await readFile(join(root, 'calls'), 'utf8')).trim().split('\n')).toEqual([
        `${flag} --x64 --publish never with its own download`,
        `${flag} --arm64 --publish never with its own download`,
      ]);
      expect(bundled).toEqual(['x64', 'arm64'].map((arch) => ({ root, runtime, target: `${platform}-${arch}` })));
      expect(checked).toEqual(
        ['x64', 'arm64'].map((arch, i) => {
          const folder = join(work, 'made', String(folders[i]));
          return { folder, isDevelopmentRuntime: false, platform, arch };
        }),
      );
    },
  );

  it('are not made when electron-builder fails, and its message is shown', async () => {
    const root = await projectWith("console.log('no identity found'); process.exit(1);");
    const tools = { bundle: async () => '', check: async () => '' };
    const making = packagesForBothProcessors(join(root, 'work'), {
      root,
      platform: 'darwin',
      runtime,
      progress,
      tools,
    });
    const error = await making.catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).message).toContain('no identity found');
  });
});
