// Makes the four packages for Linux out of the unpacked one: AppImage, deb, rpm, tar.gz. Used by `npm run package -- --all`, by a release and by test:packages.
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../cache-directory.mjs';
import { openAppImageRuntime } from '../electron-wheel.mjs';
import { formatBytes } from '../progress.mjs';
import { metainfo } from './metainfo.mjs';
import { configFor, packageUnpacked, runElectronBuilder } from './unpacked-package.mjs';

/** @typedef {import('./unpacked-package.mjs').PackageJob} PackageJob */
/** @typedef {'AppImage' | 'deb' | 'rpm' | 'tar.gz'} LinuxTarget */
/** @typedef {import('electron-builder').Configuration} Configuration */

/** @type {readonly LinuxTarget[]} */
export const LINUX_TARGETS = ['AppImage', 'deb', 'rpm', 'tar.gz'];

const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

/** Where Debian has the tools that electron-builder would download. */
const TOOLS = { sevenZip: '/usr/bin/7za', appImage: ['/usr/bin/mksquashfs', '/usr/bin/desktop-file-validate'] };

/**
 * Builds the unpacked package and all four packages of it.
 * @param {PackageJob} job
 * @returns {Promise<Record<LinuxTarget, string>>} the path of each
 */
export async function buildLinuxPackages(job) {
  return packagesOf({ ...job, folder: await packageUnpacked(job) });
}

/**
 * Makes the packages beside the unpacked one.
 * @param {PackageJob & {folder: string}} job `folder`: the unpacked package
 * @returns {Promise<Record<LinuxTarget, string>>}
 */
export async function packagesOf({ root, runtime, progress, version, folder, isQuick = false }) {
  const output = dirname(folder);
  const work = await mkdtemp(join(tmpdir(), 'axiom-packages-'));
  try {
    const icons = await iconFolder(root, work);
    const files = await systemFiles(root, work);
    const appFolder = await appImageFolder({ root, work, folder, files });
    const full = linuxConfig(configFor({ runtime, version, output }), { root, icons, files });
    const config = isQuick ? { ...full, compression: /** @type {const} */ ('store') } : full;
    const env = {
      ...process.env,
      CUSTOM_FPM_PATH: join(root, 'build/packages/fpm.mjs'),
      ...(isQuick && { AXIOM_COMPRESSION_LEVEL: '1' }),
      // A tar.gz takes a seventh of the time that the highest level takes, and is 1 % larger.
      ELECTRON_BUILDER_COMPRESSION_LEVEL: '5',
    };
    const isAtHand = runtime.isDevelopmentRuntime;
    const made = new Map();
    for (const target of LINUX_TARGETS) {
      await progress.step(target, async () => {
        const before = await readdir(output);
        await runElectronBuilder({
          root,
          config: isAtHand ? { ...config, toolsets: { appimage: '0.0.0' } } : config,
          args: ['--linux', target, '--prepackaged', target === 'AppImage' ? appFolder : folder],
          env: isAtHand ? { ...env, ...(await toolsAtHand(work)) } : env,
        });
        const name = (await readdir(output)).find((each) => !before.includes(each) && each.endsWith(`.${target}`));
        if (name === undefined) throw new Error(`electron-builder reported success but left no ${target}`);
        made.set(target, join(output, name));
        return formatBytes((await stat(join(output, name))).size);
      });
    }
    await rm(join(output, 'builder-debug.yml'), { force: true });
    return /** @type {Record<LinuxTarget, string>} */ (Object.fromEntries(made));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * What lies in the folders of the system besides program, icon and desktop entry: where it lies when installed, by its path here.
 * @param {string} root
 * @param {string} work a folder for what is made
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
 * The configuration for packages of Linux: no path in them has a space, and deb and rpm have files in the folders of the system.
 * @param {Configuration} config
 * @param {{root: string, icons: string, files: Readonly<Record<string, string>>}} paths `files`: where each lies when installed, by its path here
 * @returns {Configuration}
 */
export function linuxConfig(config, { root, icons, files }) {
  const documents = {
    [join(root, 'LICENSE')]: 'usr/share/doc/axiom-token-manager/copyright',
    [join(root, 'CHANGELOG.md')]: 'usr/share/doc/axiom-token-manager/NEWS.gz',
  };
  const fpm = Object.entries({ ...files, ...documents }).map(([from, to]) => `${from}=/${to}`);
  return {
    ...config,
    // The name of the folder under /opt. What people read is in the desktop entry.
    productName: 'axiom-token-manager',
    linux: { ...config.linux, icon: icons },
    deb: { ...config.deb, fpm },
    rpm: { ...config.rpm, fpm },
  };
}

/** electron-builder reads the size off the name. */
async function iconFolder(/** @type {string} */ root, /** @type {string} */ work) {
  const icons = join(work, 'icons');
  await mkdir(icons);
  for (const size of ICON_SIZES) {
    await copyFile(join(root, `build/icons/app-${size}.png`), join(icons, `${size}x${size}.png`));
  }
  return icons;
}

/** The unpacked package as an AppImage has it: with the launcher as its entry, which electron-builder's own would not be without turning the sandbox off. */
async function appImageFolder(
  /** @type {{root: string, work: string, folder: string, files: Readonly<Record<string, string>>}} */ {
    root,
    work,
    folder,
    files,
  },
) {
  const target = join(work, 'app');
  await cp(folder, target, { recursive: true });
  await copyFile(join(root, 'build/packages/linux/launcher.sh'), join(target, 'AppRun'));
  await chmod(join(target, 'AppRun'), 0o755);
  for (const [from, to] of Object.entries(files)) {
    await mkdir(dirname(join(target, to)), { recursive: true });
    await copyFile(from, join(target, to));
  }
  return target;
}

/** The environment in which electron-builder downloads no tools, for networks where it cannot: Debian's, and the AppImage runtime of the development runtime. */
async function toolsAtHand(/** @type {string} */ work) {
  const folder = join(work, 'appimage-tools');
  for (const each of ['linux-x64', 'lib/x64']) await mkdir(join(folder, each), { recursive: true });
  for (const path of TOOLS.appImage) {
    await symlink(path, join(folder, 'linux-x64', path.slice('/usr/bin/'.length))).catch(() => undefined);
  }
  await copyFile(await openAppImageRuntime(cacheDirectory(process.env)), join(folder, 'runtime-x64'));
  return { ELECTRON_BUILDER_7ZIP_PATH: TOOLS.sevenZip, APPIMAGE_TOOLS_PATH: folder };
}
