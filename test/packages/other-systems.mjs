// Packages for macOS and Windows, made on Linux from real Electrons of those systems and checked as far as possible without
// those systems. Part of `npm run test:packages`; nothing of it is started.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory } from '../../build/cache-directory.mjs';
import { macConfig } from '../../build/packages/mac/config.mjs';
import { checkPackage } from '../../build/packages/package-checks.mjs';
import { openOtherRuntime } from '../../build/packages/other-runtimes.mjs';
import {
  bundleForRelease,
  configFor,
  runElectronBuilder,
  unpackedFolder,
} from '../../build/packages/unpacked-package.mjs';
import { windowsConfig } from '../../build/packages/windows/config.mjs';
import { CommandError, runCommand } from '../../build/run-command.mjs';
import { SetupError } from '../../build/setup-error.mjs';
import { hasProgram } from '../../build/system-packages.mjs';
import { findWrongInZip } from './zip-entries.mjs';

/** @typedef {{target: string, state: 'passed' | 'failed' | 'not run', text: string}} Result */

/** @type {readonly {target: string, platform: 'darwin' | 'win32', arch: 'x64' | 'arm64'}[]} */
const TARGETS = [
  { target: 'macOS x64, folder and zip', platform: 'darwin', arch: 'x64' },
  { target: 'macOS arm64, folder and zip', platform: 'darwin', arch: 'arm64' },
  { target: 'Windows x64, folder and zip', platform: 'win32', arch: 'x64' },
];

/** @type {readonly Result[]} */
const OUT_OF_REACH = [
  { target: 'macOS dmg', state: 'not run', text: 'only macOS makes disk images (hdiutil)' },
  { target: 'Windows arm64', state: 'not run', text: 'no Electron for it can be had here' },
];

/** An installer that contains only what `installer.nsh` adds, with electron-builder's names. */
const INSTALLER = `
Unicode true
Name "own part"
OutFile "own-part.exe"
InstallDir "$LOCALAPPDATA"
!include LogicLib.nsh
!include FileFunc.nsh
!define PRODUCT_NAME "Axiom Token Manager"
!define APP_PACKAGE_NAME "axiom-token-manager"
!define APP_INSTALLER_STORE_FILE "axiom-token-manager-updater\\installer.exe"
!define isUpdated '"no" == "yes"'
Var appExe
!include "OWN_PART"
Function un.onInit
  !insertmacro customUnInit
FunctionEnd
Section
  StrCpy $appExe "$INSTDIR\\app.exe"
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section un.all
  !insertmacro customUnInstall
SectionEnd
`;

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
      await checkInstaller(root),
      ...OUT_OF_REACH,
    ];
  }
  const results = [];
  for (const target of TARGETS) results.push(await checkTarget(root, progress, target));
  return [...results, await checkInstaller(root), ...OUT_OF_REACH];
}

/** @returns {Promise<Result>} */
async function checkTarget(
  /** @type {string} */ root,
  /** @type {import('../../build/progress.mjs').Progress} */ progress,
  /** @type {(typeof TARGETS)[number]} */ { target, platform, arch },
) {
  const system = /** @type {import('../../build/packages/other-runtimes.mjs').OtherSystem} */ (`${platform}-${arch}`);
  const output = await mkdtemp(join(tmpdir(), 'axiom-other-'));
  let runtime;
  try {
    runtime = await openOtherRuntime({ cacheDir: cacheDirectory(process.env), system, progress });
    await progress.step(target, () => makeAndCheck({ root, output, runtime, platform, arch }));
    return { target, state: 'passed', text: 'files, fuses, hash of the archive, names, icons; unsigned, not started' };
  } catch (error) {
    if (error instanceof CommandError) return { target, state: 'failed', text: `${error.message}: ${error.output}` };
    if (!(error instanceof SetupError)) throw error;
    return { target, state: runtime === undefined ? 'not run' : 'failed', text: error.message };
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

async function makeAndCheck(
  /** @type {{root: string, output: string, runtime: import('../../build/electron-runtime.mjs').ElectronRuntime, platform: 'darwin' | 'win32', arch: string}} */
  { root, output, runtime, platform, arch },
) {
  await bundleForRelease({ root, runtime, target: `${platform}-${arch}` });
  const sevenZip = await runCommand('sh', ['-c', 'command -v 7za']);
  await runElectronBuilder({
    root,
    // Never signed, whatever the environment says, and not compressed, which would take most of the time.
    config: { ...configFor({ runtime, output }), ...macConfig({}), ...windowsConfig({}), compression: 'store' },
    args: [platform === 'darwin' ? '--mac' : '--win', 'zip', `--${arch}`],
    env: { ...withoutCertificates(process.env), ELECTRON_BUILDER_7ZIP_PATH: sevenZip.trim() },
  });
  const folder = unpackedFolder(platform, arch);
  const text = await checkPackage({ folder: join(output, folder), isDevelopmentRuntime: true, platform, arch });
  const wrong = await findWrongInOutput(output, folder, platform);
  if (wrong.length > 0) throw new SetupError(`${wrong.join('; ')}.`, 'Correct build/packages, then run this again.');
  return text;
}

/**
 * Compiles our own part of the installer; a whole one needs NSIS plugins that only github.com has, and Wine.
 * @returns {Promise<Result>}
 */
async function checkInstaller(/** @type {string} */ root) {
  const target = 'Windows installer';
  const needs = 'the whole of it needs NSIS plugins of electron-builder, which only github.com has, and Wine';
  if (!(await hasProgram('makensis')))
    return { target, state: 'not run', text: `makensis is missing (Debian: nsis); ${needs}` };
  const output = await mkdtemp(join(tmpdir(), 'axiom-installer-'));
  const script = INSTALLER.replace('OWN_PART', join(root, 'build/packages/windows/installer.nsh'));
  try {
    await runCommand('makensis', ['-V2', '-WX', '-INPUTCHARSET', 'UTF8', '-'], { cwd: output, input: script });
    return { target, state: 'not run', text: `our own part of it compiles; ${needs}` };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { target, state: 'failed', text: `${error.message}: ${error.output}` };
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

function withoutCertificates(/** @type {NodeJS.ProcessEnv} */ env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(WIN_)?CSC_/.test(name)));
}

/** Problems of the files beside the folder. */
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
