// Electron's own download: checks once whether it is available, and remembers a refusal, so that the next run does not wait again.
// Called only by electron-runtime.mjs.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from './cache-directory.mjs';
import { runCommand } from './run-command.mjs';
import { writeAtomically } from './write-atomically.mjs';

const PROBE_TIMEOUT_MS = 4000;
const REFUSAL_KEPT_MS = 7 * 24 * 3600 * 1000;

/**
 * Downloads Electron into node_modules when its site (or ELECTRON_MIRROR) answers; remembers it when it does not.
 * Does nothing while a refusal is remembered.
 * @param {{root: string, env: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress}} options
 */
export async function tryNormalDownload({ root, env, progress }) {
  if (await isDownloadRefused(root, env)) return;
  const url = await downloadUrl(root, env);
  let reason = await probe(url);
  if (reason === undefined) {
    const { version } = await electronManifest(root);
    const install = join(root, 'node_modules/electron/install.js');
    try {
      await progress.step(`Electron ${version}`, async () => {
        await runCommand(process.execPath, [install], { env, timeoutMs: 600_000 });
        return 'downloaded';
      });
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  if (reason !== undefined) await rememberRefusal(env, url, reason);
}

/** Requests the headers of the download once; `undefined` when it is available, else the reason. */
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

/** True while a refusal of exactly this download is remembered (seven days). */
export async function isDownloadRefused(/** @type {string} */ root, /** @type {NodeJS.ProcessEnv} */ env) {
  try {
    const refusal = JSON.parse(await readFile(refusalPath(env), 'utf8'));
    return refusal.url === (await downloadUrl(root, env)) && Date.now() - refusal.atMs < REFUSAL_KEPT_MS;
  } catch {
    // Nothing remembered, or not readable: try the download again.
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

/** @returns {Promise<{version: string}>} */
async function electronManifest(/** @type {string} */ root) {
  return JSON.parse(await readFile(join(root, 'node_modules/electron/package.json'), 'utf8'));
}
