// Packages for macOS and Windows, made on Linux from real Electrons of those systems and looked into: what can be known of them without
// those systems. Part of `npm run test:packages`; nothing of it is started.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../build/bundle.mjs';
import { cacheDirectory } from '../../build/cache-directory.mjs';
import { checkPackage } from '../../build/packages/package-checks.mjs';
import { openOtherRuntime } from '../../build/packages/other-runtimes.mjs';
import { configFor } from '../../build/packages/package.mjs';
import { CommandError, runCommand } from '../../build/run-command.mjs';
import { SetupError } from '../../build/setup-error.mjs';
import { hasProgram } from '../../build/system-packages.mjs';
import { findWrongInZip } from './zip-entries.mjs';

/** @typedef {{target: string, state: 'passed' | 'failed' | 'not run', text: string}} Result */

/**
 * @type {readonly {target: string, platform: 'darwin' | 'win32', arch: 'x64' | 'arm64', flag: string, folder: string}[]} `flag` is
 *   electron-builder's name of the system, `folder` where it leaves the unpacked package
 */
const TARGETS = [
  { target: 'macOS x64, folder and zip', platform: 'darwin', arch: 'x64', flag: '--mac', folder: 'mac' },
  { target: 'macOS arm64, folder and zip', platform: 'darwin', arch: 'arm64', flag: '--mac', folder: 'mac-arm64' },
  { target: 'Windows x64, folder and zip', platform: 'win32', arch: 'x64', flag: '--win', folder: 'win-unpacked' },
];

/** @type {readonly Result[]} */
const OUT_OF_REACH = [
  { target: 'macOS dmg', state: 'not run', text: 'only macOS makes disk images (hdiutil)' },
  { target: 'Windows arm64', state: 'not run', text: 'no Electron for it can be had here' },
  {
    target: 'Windows installer',
    state: 'not run',
    text: 'needs the NSIS plugins of electron-builder, which only github.com has',
  },
];

/**
 * Makes and checks the packages for macOS and Windows that can be made here.
 * @param {{root: string, progress: import('../../build/progress.mjs').Progress}} options
 * @returns {Promise<Result[]>} one a target
 */
export async function checkOtherSystems({ root, progress }) {
  const missing = [];
  for (const program of ['python3', '7z', '7za']) if (!(await hasProgram(program))) missing.push(program);
  if (missing.length > 0) {
    const text = `${missing.join(', ')} missing (Debian: python3, python3-pip, p7zip-full)`;
    return [
      ...TARGETS.map(({ target }) => ({ target, state: /** @type {const} */ ('not run'), text })),
      ...OUT_OF_REACH,
    ];
  }
  await progress.step('build for release', () => bundle({ root, isRelease: true }));
  const results = [];
  for (const target of TARGETS) results.push(await checkTarget(root, progress, target));
  return [...results, ...OUT_OF_REACH];
}

/** @returns {Promise<Result>} */
async function checkTarget(
  /** @type {string} */ root,
  /** @type {import('../../build/progress.mjs').Progress} */ progress,
  /** @type {(typeof TARGETS)[number]} */ { target, platform, arch, flag, folder },
) {
  const output = await mkdtemp(join(tmpdir(), 'axiom-other-'));
  try {
    const system = /** @type {import('../../build/packages/other-runtimes.mjs').OtherSystem} */ (`${platform}-${arch}`);
    const runtime = await openOtherRuntime({ cacheDir: cacheDirectory(process.env), system, progress }).catch(
      (error) => {
        if (error instanceof SetupError) return error;
        throw error;
      },
    );
    if (runtime instanceof SetupError) return { target, state: 'not run', text: firstLine(runtime) };
    let text = '';
    await progress.step(target, async () => {
      const config = join(output, 'config.json');
      await writeFile(config, JSON.stringify(testConfig(runtime, join(output, 'out'))));
      const cli = join(root, 'node_modules/electron-builder/cli.js');
      const env = { ...process.env, ELECTRON_BUILDER_7ZIP_PATH: await pathOf7za() };
      await runCommand(process.execPath, [cli, flag, 'zip', `--${arch}`, '--publish', 'never', '--config', config], {
        cwd: root,
        env,
      });
      text = await checkPackage({ folder: join(output, 'out', folder), isDevelopmentRuntime: true, platform, arch });
      const wrong = await findWrongInOutput(join(output, 'out'), folder, platform);
      if (wrong.length > 0)
        throw new SetupError(`${wrong.join('; ')}.`, 'Correct build/packages, then run this again.');
      return text;
    });
    return { target, state: 'passed', text: `${text}, hash of the archive, names, icon; unsigned, not started` };
  } catch (error) {
    if (!(error instanceof SetupError || error instanceof CommandError)) throw error;
    return {
      target,
      state: 'failed',
      text: error instanceof CommandError ? `${error.message}: ${error.output}` : error.message,
    };
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

/** The configuration of the product for one of those runtimes; nothing is compressed, which would take most of the time. */
function testConfig(/** @type {{dir: string, version: string}} */ runtime, /** @type {string} */ output) {
  const config = configFor({ ...runtime, executable: '', isDevelopmentRuntime: true });
  return { ...config, compression: 'store', directories: { ...config.directories, output } };
}

/** What is wrong with what lies beside the folder. */
async function findWrongInOutput(
  /** @type {string} */ output,
  /** @type {string} */ folder,
  /** @type {'darwin' | 'win32'} */ platform,
) {
  const names = await readdir(output);
  const zips = names.filter((name) => name.endsWith('.zip'));
  const others = names.filter((name) => ![folder, 'builder-debug.yml', ...zips].includes(name));
  const wrong = others.map((name) => `${name} lies beside the package`);
  if (zips.length !== 1) return [...wrong, `there are ${zips.length} zip files`];
  return [...wrong, ...(await findWrongInZip(join(output, String(zips[0])), join(output, folder), platform))];
}

async function pathOf7za() {
  return (await runCommand('sh', ['-c', 'command -v 7za'])).trim();
}

const firstLine = (/** @type {Error} */ error) => String(error.message.split('\n')[0]);
