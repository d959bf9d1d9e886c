// Builds dist/ for release, packs it with the current Electron into an unpacked folder, and checks that. Used by package.mjs, test.mjs and linux-packages.mjs.
import { chmod, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundle } from '../bundle.mjs';
import { CommandError, runCommand } from '../run-command.mjs';
import { SetupError } from '../setup-error.mjs';
import { builderReason } from './builder-reason.mjs';
import { isMadeHere, prepareCommandLine } from './command-line/command-line-folder.mjs';
import { packageConfig } from './electron-builder.config.mjs';
import { ensureKoffi } from './koffi-parts.mjs';
import { checkPackage, packageLayout } from './package-checks.mjs';
import { writeSbom } from './sbom.mjs';
import { signingNotice } from './signing.mjs';
import { setSourceDate } from './source-date.mjs';
import { inWorkFolder, putInPlace } from './work-folder.mjs';

/** Fuses that the development runtime's Electron does not have. */
const NEWER_FUSES = ['grantFileProtocolExtraPrivileges'];

/** electron-builder's name of the unpacked folder; system and processor are named as in Node. */
export function unpackedFolder(/** @type {string} */ platform, /** @type {string} */ arch) {
  const other = arch === 'x64' ? '' : `-${arch}`;
  return platform === 'darwin' ? `mac${other}` : `${platform === 'win32' ? 'win' : platform}${other}-unpacked`;
}

/**
 * @typedef {object} PackageJob
 * @property {string} root
 * @property {import('../electron-runtime.mjs').ElectronRuntime} runtime
 * @property {import('../progress.mjs').Progress} progress
 * @property {string | undefined} [output] the output folder, `release/` by default; files of the same name are replaced, others stay
 * @property {string | undefined} [version] replaces the one in package.json, for upgrade tests
 * @property {boolean | undefined} [isQuick] fast compression for tests: larger packages in less time
 */

/**
 * electron-builder's configuration with the current Electron, so that none is downloaded.
 * @param {Pick<PackageJob, 'runtime' | 'version' | 'output'>} job
 * @returns {import('electron-builder').Configuration}
 */
export function configFor({ runtime, version, output }) {
  const fuses = Object.entries(packageConfig.electronFuses ?? {});
  return {
    ...packageConfig,
    ...(version === undefined ? {} : { extraMetadata: { version } }),
    ...(output === undefined ? {} : { directories: { ...packageConfig.directories, output } }),
    electronDist: runtime.dir,
    electronVersion: runtime.version,
    electronFuses: Object.fromEntries(
      fuses.filter(([name]) => !runtime.isDevelopmentRuntime || !NEWER_FUSES.includes(name)),
    ),
  };
}

/**
 * Builds and checks the unpacked package.
 * @param {PackageJob} job
 * @returns {Promise<string>} the folder
 */
export async function packageUnpacked(job) {
  return inWorkFolder(job, (work) => packageUnpackedIn(work, job));
}

/**
 * Builds and checks the unpacked package in a given work folder.
 * @param {string} work the folder of `inWorkFolder`
 * @param {PackageJob} job
 * @returns {Promise<string>} the folder
 */
export async function packageUnpackedIn(work, { root, runtime, progress, version, output }) {
  const notice = signingNotice(process.platform, process.env);
  if (notice !== undefined) progress.note(notice);
  await progress.step('build for release', () => bundleForRelease({ root, runtime, version }));
  const name = unpackedFolder(process.platform, process.arch);
  const made = join(work, name);
  await progress.step(`package with Electron ${runtime.version}`, async () => {
    await runElectronBuilder({ root, config: configFor({ runtime, version, output: work }), args: ['--dir'] });
    return 'unpacked folder';
  });
  if (process.platform === 'linux') await putLauncher(root, made);
  await progress.step('check the package', () =>
    checkPackage({ folder: made, isDevelopmentRuntime: runtime.isDevelopmentRuntime }),
  );
  await setSourceDate(made, process.env);
  const place = join(output ?? join(root, 'release'), name);
  await putInPlace(made, { place, work });
  return place;
}

/**
 * Writes the release form of dist/, the command line, and the SBOM.
 * @param {Pick<PackageJob, 'root' | 'runtime' | 'version'> & {target?: string}} job `target`: "darwin-arm64" and the like, when it is not this computer's
 * @returns {Promise<string>} the size of dist/
 */
export async function bundleForRelease({ root, runtime, version, target = `${process.platform}-${process.arch}` }) {
  await ensureKoffi({ root, target });
  const { size, metafiles } = await bundle({ root, isRelease: true, version });
  await prepareCommandLine({ root, target });
  await writeSbom({ root, metafiles, runtime, version, target, hasCommandLine: isMadeHere(target) });
  return size;
}

/** Adds the launcher script, which explains a missing sandbox. */
async function putLauncher(/** @type {string} */ root, /** @type {string} */ folder) {
  const { executable, program } = packageLayout(folder);
  await rename(executable, program);
  await copyFile(join(root, 'build/packages/linux/launcher.sh'), executable);
  await chmod(executable, 0o755);
}

/**
 * Runs electron-builder without publishing. Rejects with a `SetupError` that contains the reason.
 * @param {{root: string, config: import('electron-builder').Configuration, args: readonly string[], env?: NodeJS.ProcessEnv}} options
 */
export async function runElectronBuilder({ root, config, args, env = process.env }) {
  const output = resolve(root, config.directories?.output ?? 'dist');
  const path = join(output, 'config.json');
  try {
    await mkdir(output, { recursive: true });
    await writeFile(path, JSON.stringify(config));
    const cli = join(root, 'node_modules/electron-builder/cli.js');
    await runCommand(process.execPath, [cli, ...args, '--publish', 'never', '--config', path], { cwd: root, env });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const reason = builderReason(`${error.stdout}\n${error.output}`);
    throw new SetupError(`electron-builder failed.\n${reason}`, 'Fix what it names, then run the command again.');
  } finally {
    // The second file only shows how the configuration was read.
    for (const name of [path, join(output, 'builder-debug.yml')]) await rm(name, { force: true });
  }
}
