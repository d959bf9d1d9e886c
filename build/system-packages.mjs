// Finds and installs the missing Debian packages that Electron, the virtual desktop and the tests need.
// Called by setup.mjs. Other systems than Linux need none.
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { formatBytes } from './progress.mjs';
import { CommandError, runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** Libraries and programs that Electron uses, and common fonts. */
const ELECTRON = (
  'libgtk-3-0 libnss3 libasound2 libgbm1 libatk-bridge2.0-0 libxss1 libxtst6 libnotify4 libsecret-1-0 ' +
  'libxshmfence1 libcups2 libdrm2 xdg-utils fonts-inter fonts-dejavu-core'
).split(' ');

/** Screen, session bus, keyring, window manager, and tools for screenshots, keyring, clipboard, certificates, trash, and fake clocks. */
const VIRTUAL_DESKTOP = (
  'xvfb xauth dbus gnome-keyring libsecret-tools openbox imagemagick xdotool xclip x11-utils util-linux ' +
  'libnss3-tools openssl libglib2.0-bin libfaketime'
).split(' ');

/** Shells for testing the completions, manual page readers, and curl. */
const COMMAND_LINE_TESTS = 'zsh fish man-db mandoc curl'.split(' ');

/** Tools that make AppImage, deb, rpm and tar.gz, compile our part of the Windows installer, and validate the text for software centres. */
const PACKAGING = 'rpm squashfs-tools desktop-file-utils appstream p7zip-full nsis'.split(' ');

/** Tools for package tests: clean systems, mounting an AppImage, and package checkers. */
const PACKAGE_TESTS = 'mmdebstrap appstream lintian rpmlint libfuse2 fuse3 binutils'.split(' ');

/** The browser of test/electron45. */
const BROWSER_TESTS = ['chromium'];

/** Tools that download the development runtime where Electron's own download is blocked. */
const RUNTIME_DOWNLOAD = 'python3 python3-pip ca-certificates'.split(' ');

/** @typedef {{platform: string, isRoot: boolean, hasProgram: (name: string) => Promise<boolean>, run: typeof runCommand}} System */

/**
 * @typedef {object} Need
 * @property {boolean} isHeadless also the virtual desktop, and tools for the command line's tests
 * @property {boolean} [forPackages] also packaging tools
 * @property {boolean} [forPackageTests] also tools for package tests
 * @property {boolean} [forBrowserTests] also a browser to try the pages in
 */

/**
 * The missing packages.
 * @param {System} system
 * @param {Need} need
 * @returns {Promise<string[]>}
 */
export async function findMissingPackages(system, need) {
  const { isHeadless, forPackages = false, forPackageTests = false, forBrowserTests = false } = need;
  if (system.platform !== 'linux') return [];
  if (!(await system.hasProgram('dpkg-query'))) return [];
  const wanted = [
    ...[...ELECTRON, ...(isHeadless ? [...VIRTUAL_DESKTOP, ...COMMAND_LINE_TESTS] : []), ...RUNTIME_DOWNLOAD],
    ...(forPackages ? PACKAGING : []),
    ...(forPackageTests ? PACKAGE_TESTS : []),
    ...(forBrowserTests ? BROWSER_TESTS : []),
  ];
  const format = '${Package} ${db:Status-Status} ${Provides}\\n';
  // dpkg-query ends with code 1 when it does not know one of the packages, but still prints the others.
  const known = await system.run('sh', ['-c', `dpkg-query -W -f '${format}' 2>/dev/null || true`]);
  const present = new Set();
  for (const line of known.split('\n')) {
    const [name, status, ...provides] = line.split(' ');
    if (status !== 'installed') continue;
    present.add(name);
    // Newer Debian versions renamed some libraries (libgtk-3-0t64); these provide the old name.
    for (const provided of provides.join(' ').split(',')) present.add(provided.trim().split(' ')[0]);
  }
  return wanted.filter((name) => !present.has(name));
}

/**
 * Installs the missing packages with apt, as root. Without root rights it rejects with the exact command to run.
 * @param {System} system
 * @param {Need & {progress: import('./progress.mjs').Progress}} options
 */
export async function installMissingPackages(system, { progress, ...need }) {
  const missing = await findMissingPackages(system, need);
  if (missing.length === 0) return;
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  if (!(await system.hasProgram('apt-get'))) {
    throw new SetupError(
      `These packages are missing, and this system has no apt: ${missing.join(' ')}.`,
      "Install them with this system's own package manager, then run the command again.",
    );
  }
  if (!system.isRoot) {
    throw new SetupError(
      'Some system packages are missing, and only root may install them.',
      `run this, then the same command again:\n  sudo apt-get update && sudo apt-get ${install.join(' ')}`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await progress.step(`system packages (${missing.length} and what they need)`, async () => {
    try {
      // Packages that a killed run left half configured would make every later installation fail.
      await system.run('dpkg', ['--configure', '-a'], { env });
      await system.run('apt-get', ['update', '-q'], { env });
      const output = await system.run('apt-get', ['-q', ...install], { env });
      return sizeIn(output);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      throw new SetupError(
        `The system packages could not be installed.\n${error.output}`,
        `Check the network and the disk, then run the same command again. By hand: apt-get update && apt-get ${install.join(' ')}`,
        error,
      );
    }
  });
}

function sizeIn(/** @type {string} */ output) {
  const count = /(\d+) newly installed/.exec(output)?.[1] ?? '0';
  const [, amount = '0', unit = ''] = /Need to get ([\d.,]+) (\w?B)/.exec(output) ?? [];
  const bytes = Number(amount.replace(',', '')) * ({ kB: 1e3, MB: 1e6, GB: 1e9 }[unit] ?? 1);
  return `${count} packages, ${formatBytes(bytes)}`;
}

/** The real system; replaced in tests. */
export function thisSystem() {
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    hasProgram,
    run: runCommand,
  };
}

/** Whether a program with this name is in the search path. */
export async function hasProgram(/** @type {string} */ name) {
  for (const dir of (process.env['PATH'] ?? '').split(delimiter)) {
    const found = await access(join(dir, name)).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}
