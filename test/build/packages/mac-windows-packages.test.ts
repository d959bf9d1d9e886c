import { mkdir, readFile, writeFile } from 'node:fs/promises';
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
  await writeFile(join(root, 'node_modules/electron-builder/cli.js'), script);
  return root;
}

const MAKES = `
  const { writeFileSync } = require('node:fs');
  for (const name of ['b.zip', 'a.dmg', 'builder-debug.yml']) writeFileSync('release/' + name, '12345');
  const config = JSON.parse(require('node:fs').readFileSync(process.argv[process.argv.indexOf('--config') + 1], 'utf8'));
  writeFileSync('call', JSON.stringify({ args: process.argv.slice(2, -1), dist: config.electronDist ?? 'downloaded' }));`;

describe('all packages for macOS or Windows', () => {
  it.each([
    ['darwin', '--mac', ['mac', 'mac-arm64']],
    ['win32', '--win', ['win-unpacked', 'win-arm64-unpacked']],
  ] as const)(
    'are made for both processors, each from its own Electron, and checked: %s',
    async (platform, flag, folders) => {
      const root = await projectWith(MAKES);
      const checked: unknown[] = [];
      const check = async (what: unknown) => {
        checked.push(what);
        return 'fine';
      };
      expect(await packagesForBothProcessors({ root, platform, progress, check })).toEqual([
        join(root, 'release/a.dmg'),
        join(root, 'release/b.zip'),
      ]);
      expect(JSON.parse(await readFile(join(root, 'call'), 'utf8'))).toEqual({
        args: [flag, '--publish', 'never', '--config'],
        dist: 'downloaded',
      });
      expect(checked).toEqual(
        ['x64', 'arm64'].map((arch, i) => ({
          folder: join(root, 'release', String(folders[i])),
          isDevelopmentRuntime: false,
          platform,
          arch,
        })),
      );
    },
  );

  it('are not there when electron-builder fails, which is said in its words', async () => {
    const root = await projectWith("console.log('no identity found'); process.exit(1);");
    const error = await packagesForBothProcessors({ root, platform: 'darwin', progress }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).message).toContain('no identity found');
  });
});
