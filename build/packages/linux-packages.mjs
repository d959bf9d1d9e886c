// Makes the four Linux packages from the unpacked one: AppImage, deb, rpm, tar.gz. Used by `npm run package -- --all`, by a release and by test:packages.
import { chmod, copyFile, link, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../cache-directory.mjs';
import { openAppImageRuntime } from '../electron-wheel.mjs';
import { formatBytes } from '../progress.mjs';
import { COMMAND_LINE_PARTS, COMPLETIONS, MAN_PAGE } from './command-line/command-line-folder.mjs';
import { metainfo } from './metainfo.mjs';
import { refuseMissingTools } from './packaging-tools.mjs';
import { clearGzipTime, setSourceDate } from './source-date.mjs';
import { configFor, packageUnpackedIn, runElectronBuilder } from './unpacked-package.mjs';
import { inWorkFolder, putInPlace } from './work-folder.mjs';

/** @typedef {import('./unpacked-package.mjs').PackageJob} PackageJob */
/** @typedef {'AppImage' | 'deb' | 'rpm' | 'tar.gz'} LinuxTarget */
/** @typedef {import('electron-builder').Configuration} Configuration */

/** @type {readonly LinuxTarget[]} */
export const LINUX_TARGETS = ['AppImage', 'deb', 'rpm', 'tar.gz'];

const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

/** Debian's paths of the tools that electron-builder would otherwise download. */
const TOOLS = { sevenZip: '/usr/bin/7za', appImage: ['/usr/bin/mksquashfs', '/usr/bin/desktop-file-validate'] };

/**
 * Builds the unpacked package and the four packages.
 * @param {PackageJob} job
 * @returns {Promise<Record<LinuxTarget, string>>} the path of each
 */
export async function buildLinuxPackages(job) {
  await refuseMissingTools(job.runtime);
  return inWorkFolder(job, async (work) => packagesOf(work, { ...job, folder: await packageUnpackedIn(work, job) }));
}

/**
 * Makes the packages beside the unpacked one. Each appears under its name only when it is complete.
 * @param {string} work the folder of `inWorkFolder`
 * @param {PackageJob & {folder: string}} job `folder`: the unpacked package
 * @returns {Promise<Record<LinuxTarget, string>>}
 */
export async function packagesOf(work, { root, runtime, progress, version, folder, isQuick = false }) {
  const icons = await iconFolder(root, work);
  const files = await systemFiles(root, work);
  const made = join(work, 'made');
  const full = linuxConfig(configFor({ runtime, version, output: made }), { root, icons, files });
  const config = isQuick ? { ...full, compression: /** @type {const} */ ('store') } : full;
  const temporary = join(work, 'tmp');
  await mkdir(temporary);
  const env = {
    ...process.env,
    // Temporary files of killed programs are removed with this folder.
    TMPDIR: temporary,
    CUSTOM_FPM_PATH: join(root, 'build/packages/fpm.mjs'),
    ...(isQuick && { AXIOM_COMPRESSION_LEVEL: '1' }),
    // Takes a seventh of the highest level's time; the tar.gz is 1 % larger.
    ELECTRON_BUILDER_COMPRESSION_LEVEL: '5',
  };
  const isAtHand = runtime.isDevelopmentRuntime;
  const tools = isAtHand ? await toolsAtHand(work) : {};
  const packages = new Map();
  for (const target of LINUX_TARGETS) {
    await progress.step(target, async () => {
      // One for each target, because electron-builder adds files to it.
      const source = join(work, `source-${target}`);
      await linkFolder(folder, source);
      if (target === 'AppImage') await addToAppImage({ root, source, files });
      await setSourceDate(source, process.env);
      await runElectronBuilder({
        root,
        config: isAtHand ? { ...config, toolsets: { appimage: '0.0.0' } } : config,
        args: ['--linux', target, '--prepackaged', source],
        env: { ...env, ...tools },
      });
      const name = (await readdir(made)).find((each) => each.endsWith(`.${target}`));
      if (name === undefined) throw new Error(`electron-builder reported success but left no ${target}`);
      if (target === 'tar.gz') await clearGzipTime(join(made, name));
      const place = join(dirname(folder), name);
      await putInPlace(join(made, name), { place, work });
      packages.set(target, place);
      await rm(source, { recursive: true });
      return formatBytes((await stat(place)).size);
    });
  }
  return /** @type {Record<LinuxTarget, string>} */ (Object.fromEntries(packages));
}

/**
 * Files for system folders besides program, icon and desktop entry: the installed path by the path here.
 * @param {string} root
 * @param {string} work a folder for generated files
 * @returns {Promise<Record<string, string>>}
 */
async function systemFiles(root, work) {
  const about = join(work, 'metainfo.xml');
  const read = (/** @type {string} */ name) => readFile(join(root, name), 'utf8');
  await writeFile(
    about,
    metainfo({ manifest: JSON.parse(await read('package.json')), changelog: await read('CHANGELOG.md') }),
  );
  const icons = ICON_SIZES.map((size) => [
    join(root, `build/icons/backup-${size}.png`),
    `usr/share/icons/hicolor/${size}x${size}/mimetypes/application-vnd.axiom-token-manager.backup.png`,
  ]);
  return {
    [about]: 'usr/share/metainfo/trade.axiom_token_manager.desktop.metainfo.xml',
    [join(root, 'build/packages/linux/backup.mime.xml')]: 'usr/share/mime/packages/axiom-token-manager.xml',
    ...Object.fromEntries(icons),
  };
}

/**
 * The configuration for Linux packages: paths without spaces, and files in system folders for deb and rpm.
 * @param {Configuration} config
 * @param {{root: string, icons: string, files: Readonly<Record<string, string>>}} paths `files`: the installed path by the path here
 * @returns {Configuration}
 */
export function linuxConfig(config, { root, icons, files }) {
  const documents = {
    [join(root, 'LICENSE')]: 'usr/share/doc/axiom-token-manager/copyright',
    [join(root, 'CHANGELOG.md')]: 'usr/share/doc/axiom-token-manager/NEWS.gz',
  };
  const parts = join(root, COMMAND_LINE_PARTS);
  const calls = (/** @type {string} */ zshFolder) =>
    Object.entries({
      ...files,
      ...documents,
      [join(parts, MAN_PAGE)]: 'usr/share/man/man1/axiom-tokens.1.gz',
      [join(parts, COMPLETIONS.bash)]: 'usr/share/bash-completion/completions/axiom-tokens',
      [join(parts, COMPLETIONS.zsh)]: `usr/share/zsh/${zshFolder}/_axiom-tokens`,
      [join(parts, COMPLETIONS.fish)]: 'usr/share/fish/vendor_completions.d/axiom-tokens.fish',
    }).map(([from, to]) => `${from}=/${to}`);
  return {
    ...config,
    // The name of the folder in /opt. The name that people see is in the desktop entry.
    productName: 'axiom-token-manager',
    linux: { ...config.linux, icon: icons },
    deb: { ...config.deb, fpm: calls('vendor-completions') },
    rpm: { ...config.rpm, fpm: [...(config.rpm?.fpm ?? []), ...calls('site-functions')] },
  };
}

/** A folder of icons; electron-builder reads the size from the file name. */
async function iconFolder(/** @type {string} */ root, /** @type {string} */ work) {
  const icons = join(work, 'icons');
  await mkdir(icons);
  for (const size of ICON_SIZES) {
    await copyFile(join(root, `build/icons/app-${size}.png`), join(icons, `${size}x${size}.png`));
  }
  return icons;
}

/**
 * Copies a folder by hard links where the disk has them, so that it takes no space: a file added to the copy is not in the original.
 * @param {string} from
 * @param {string} to
 * @param {typeof link} [makeLink] replaced in tests
 */
export async function linkFolder(from, to, makeLink = link) {
  await mkdir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkFolder(source, target, makeLink);
    else await makeLink(source, target).catch(() => copyFile(source, target, constants.COPYFILE_FICLONE));
  }
}

/** Adds the launcher as entry of an AppImage, because electron-builder's own would turn the sandbox off, and the system files. */
async function addToAppImage(
  /** @type {{root: string, source: string, files: Readonly<Record<string, string>>}} */ { root, source, files },
) {
  await copyFile(join(root, 'build/packages/linux/launcher.sh'), join(source, 'AppRun'));
  await chmod(join(source, 'AppRun'), 0o755);
  for (const [from, to] of Object.entries(files)) {
    await mkdir(dirname(join(source, to)), { recursive: true });
    await copyFile(from, join(source, to));
  }
}

/** Environment variables that make electron-builder use Debian's tools and the development runtime's AppImage runtime instead of downloads. */
async function toolsAtHand(/** @type {string} */ work) {
  const folder = join(work, 'appimage-tools');
  for (const each of ['linux-x64', 'lib/x64']) await mkdir(join(folder, each), { recursive: true });
  for (const path of TOOLS.appImage) {
    await symlink(path, join(folder, 'linux-x64', path.slice('/usr/bin/'.length))).catch(() => undefined);
  }
  await copyFile(await openAppImageRuntime(cacheDirectory(process.env)), join(folder, 'runtime-x64'));
  return { ELECTRON_BUILDER_7ZIP_PATH: TOOLS.sevenZip, APPIMAGE_TOOLS_PATH: folder };
}
