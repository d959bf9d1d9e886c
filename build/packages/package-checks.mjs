// Checks an unpacked package: fuses, list of files, and that native modules are outside the archive.
// Called by package.mjs after each build, and by tests.
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { refuseFaultTraces } from '../fault-traces.mjs';
import { SetupError } from '../setup-error.mjs';
import { archiveHash } from './archive-hash.mjs';
import { isMadeHere, NODE_LICENCE } from './command-line/command-line-folder.mjs';
import { executableName, SEA_FUSE } from './command-line/single-executable.mjs';
import { koffiPaths } from './koffi-parts.mjs';
import { findWrongInMacApp } from './mac/checks.mjs';
import { processorOf } from './processor.mjs';
import { SBOM_FILE } from './sbom.mjs';
import { findWrongInWindowsProgram } from './windows/checks.mjs';

/** The icon of the Windows program. */
const ICON = join(import.meta.dirname, '../icons/app.ico');

/** All files that the archive of a package may contain. */
const ALLOWED = [
  /^package\.json$/,
  /^dist\/(main|main-parts|keychain-child|preload|consent-preload)\.cjs$/,
  /^dist\/renderer\/(index\.html|main\.js|passphrase-strength\.js|style\.css|consent-prompt\.(html|js|css)|third-party-licences\.txt)$/,
  /^dist\/icons\/(tray-[\w@-]+\.(png|ico)|app-256\.png)$/,
  /^node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js|prebuilds\/[\w-]+\/keytar\.node)$/,
  /^node_modules\/koffi\/(package\.json|LICENSE\.txt|index\.cjs|src\/koffi\/index\.cjs|src\/koffi\/src\/static\.cjs)$/,
  /^node_modules\/@koromix\/koffi-[\w-]+\/(package\.json|index\.js|(linux|darwin|win32)_\w+\/koffi\.node)$/,
];

/** The two states of a fuse in the executable: the characters 0 and 1. */
const FUSE_OFF = 0x30;
const FUSE_ON = 0x31;

/** `true`: the fuse must be on. The development runtime does not have the last one. */
const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
};
const NEWER_FUSES = { GrantFileProtocolExtraPrivileges: false };

/** Paths in an unpacked folder: the program that a person starts, Electron's program with the fuses (on Linux beside a launcher), the command line, and the resources. */
export function packageLayout(/** @type {string} */ folder, platform = process.platform) {
  if (platform === 'darwin') {
    const contents = join(folder, 'Axiom Token Manager.app/Contents');
    const executable = join(contents, 'MacOS/Axiom Token Manager');
    const commandLine = join(contents, 'MacOS', executableName(platform));
    return { executable, program: executable, commandLine, resources: join(contents, 'Resources') };
  }
  const executable = join(folder, platform === 'win32' ? 'Axiom Token Manager.exe' : 'axiom-token-manager');
  const program = platform === 'linux' ? `${executable}-bin` : executable;
  return {
    executable,
    program,
    commandLine: join(folder, executableName(platform)),
    resources: join(folder, 'resources'),
  };
}

/** One tray picture per `process.platform`. @type {Record<string, string> & {linux: string}} */
const TRAY_PICTURES = {
  linux: 'tray-ring-check-good.png',
  darwin: 'tray-ring-checkTemplate.png',
  win32: 'tray-ring-check-good.ico',
};

/** The files in `files` that must not be in a package. */
export function findForeignFiles(/** @type {readonly string[]} */ files) {
  return files.filter((file) => !ALLOWED.some((pattern) => pattern.test(file)));
}

/**
 * Rejects with a `SetupError` that names the first problem.
 * @param {{folder: string, isDevelopmentRuntime: boolean, platform?: NodeJS.Platform, arch?: string}} options
 * @returns {Promise<string>} what was checked, for a progress line
 */
export async function checkPackage({ folder, isDevelopmentRuntime, platform = process.platform, arch = process.arch }) {
  const { executable, program, commandLine, resources } = packageLayout(folder, platform);
  const fuses = await checkFuses(program, isDevelopmentRuntime ? FUSES : { ...FUSES, ...NEWER_FUSES });
  const files = await listFiles(join(resources, 'app.asar'));
  const foreign = findForeignFiles(files);
  if (foreign.length > 0) refuse(`the package contains ${foreign.join(', ')}`);
  for (const needed of [
    'dist/main.cjs',
    'dist/main-parts.cjs',
    'dist/preload.cjs',
    'dist/consent-preload.cjs',
    'dist/keychain-child.cjs',
    'dist/renderer/index.html',
    'dist/renderer/consent-prompt.html',
    'dist/renderer/third-party-licences.txt',
    `dist/icons/${TRAY_PICTURES[platform] ?? TRAY_PICTURES.linux}`,
  ]) {
    if (!files.includes(needed)) refuse(`the package lacks ${needed}`);
  }
  await checkPackedTexts(join(resources, 'app.asar'), files);
  const packedNative = files.filter((file) => file.endsWith('.node')).sort();
  const target = `${platform}-${arch}`;
  const natives = [koffiPaths(target).native, `node_modules/keytar/prebuilds/${target}/keytar.node`];
  if (packedNative.join() !== natives.join()) {
    refuse(`the native parts in it are ${packedNative.join(', ') || 'missing'} instead of ${natives.join(', ')}`);
  }
  for (const path of natives) {
    await access(join(resources, 'app.asar.unpacked', path)).catch(() =>
      refuse(`${path} is packed into the archive, where it cannot be loaded`),
    );
  }
  const outside = await readdir(join(resources, 'app.asar.unpacked'), { recursive: true, withFileTypes: true });
  for (const entry of outside) {
    // Files outside the archive can be changed by anybody with write access; only native modules are checked by the system's signatures.
    if (entry.isFile() && !entry.name.endsWith('.node')) refuse(`${entry.name} is outside the archive`);
  }
  for (const name of ['default_app.asar', 'app-update.yml', 'elevate.exe']) {
    if ((await readdir(resources)).includes(name)) refuse(`the package contains ${name}`);
  }
  await access(join(resources, 'LICENSE.txt')).catch(() => refuse('it lacks the licence of this program, LICENSE.txt'));
  await access(join(resources, SBOM_FILE)).catch(() => refuse(`it lacks the list of what it is made of, ${SBOM_FILE}`));
  const wrong =
    platform === 'linux'
      ? await findWrongInLauncher(executable)
      : await findWrongPlatformParts({
          ...{ folder, platform, arch, program, resources },
          natives: natives.map((path) => join(resources, 'app.asar.unpacked', path)),
        });
  if (isMadeHere(target)) {
    wrong.push(...(await findWrongInCommandLine(commandLine)));
    const licence = join(resources, NODE_LICENCE);
    await access(licence).catch(() => wrong.push(`it lacks the licence of Node, ${NODE_LICENCE}`));
  }
  if (wrong.length > 0) refuse(wrong.join('; '));
  return `${files.length} files, ${fuses} fuses`;
}

/** Problems of the Linux launcher; git may convert a script's line ends to those of Windows. */
export async function findWrongInLauncher(/** @type {string} */ path) {
  const text = await readFile(path, 'utf8');
  if (!text.startsWith('#!/bin/sh\n') || text.includes('\r')) return [`${basename(path)} is no script for /bin/sh`];
  return ((await stat(path)).mode & 0o111) === 0o111 ? [] : [`not everybody may start ${basename(path)}`];
}

/** Problems of the command line: it must be a Node with a program inside, executable by everybody. */
export async function findWrongInCommandLine(/** @type {string} */ path) {
  const name = basename(path);
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return [`it lacks the command line, ${name}`];
  // Windows has no execute permission.
  const isForAll = process.platform === 'win32' || (info.mode & 0o111) === 0o111;
  const hasProgram = (await readFile(path)).includes(`${SEA_FUSE}:1`);
  return [
    ...(isForAll ? [] : [`not everybody may start ${name}`]),
    ...(hasProgram ? [] : [`${name} is a Node without a program in it`]),
  ];
}

/** Problems in the metadata that macOS and Windows read, and of the native modules beside the archive. */
async function findWrongPlatformParts(
  /** @type {{folder: string, platform: NodeJS.Platform, arch: string, program: string, resources: string, natives: readonly string[]}} */
  { folder, platform, arch, program, resources, natives },
) {
  const hash = await archiveHash(join(resources, 'app.asar'));
  const { version } = JSON.parse(await packedText(join(resources, 'app.asar'), 'package.json'));
  const wrong =
    platform === 'darwin'
      ? await findWrongInMacApp({ app: join(folder, 'Axiom Token Manager.app'), version, archiveHash: hash })
      : await findWrongInWindowsProgram({ program, icon: ICON, version, archiveHash: hash });
  for (const path of [program, ...natives]) {
    const made = await processorOf(path);
    if (made !== `${platform}-${arch}`) wrong.push(`${basename(path)} is made for ${made ?? 'something else'}`);
  }
  return wrong;
}

async function packedText(/** @type {string} */ archive, /** @type {string} */ file) {
  const { extractFile } = await import('@electron/asar');
  return extractFile(archive, file).toString('utf8');
}

async function listFiles(/** @type {string} */ archive) {
  const { listPackage, statFile } = await import('@electron/asar');
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !('files' in statFile(archive, path)));
}

/** Rejects with a `SetupError` when a bundle in an archive contains a part of the fault tests, or is incomplete. */
export async function checkPackedTexts(/** @type {string} */ archive, /** @type {readonly string[]} */ files) {
  const { extractFile } = await import('@electron/asar');
  const texts = files.filter((file) => file.startsWith('dist/') && /\.(cjs|js|html)$/.test(file));
  for (const file of texts) {
    const text = extractFile(archive, file).toString('utf8');
    // Missing bytes of an archive are read as zeros, in which the search below would find nothing.
    if (text.includes('\0')) refuse(`${file} is incomplete in it`);
    refuseFaultTraces(file, text);
  }
}

async function checkFuses(/** @type {string} */ executable, /** @type {Record<string, boolean>} */ expected) {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = /** @type {Record<number, number>} */ (/** @type {unknown} */ (await getCurrentFuseWire(executable)));
  for (const [name, isOn] of Object.entries(expected)) {
    const index = FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name)];
    if (wire[Number(index)] !== (isOn ? FUSE_ON : FUSE_OFF)) {
      refuse(`the fuse ${name} is not ${isOn ? 'on' : 'off'}`);
    }
  }
  return Object.keys(expected).length;
}

/** @param {string} what @returns {never} */
function refuse(what) {
  throw new SetupError(
    `The package is wrong: ${what}.`,
    'Correct build/packages/electron-builder.config.mjs, then run `npm run package` again.',
  );
}
