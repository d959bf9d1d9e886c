// Copies a package's files into a folder, with their installed paths and permissions. Called by fpm.mjs.
import { chmod, copyFile, lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { executableName } from './command-line/single-executable.mjs';
import { setSourceDate } from './source-date.mjs';

/**
 * @typedef {object} StagedFile
 * @property {string} path from the root of the system, without a slash in front
 * @property {number} mode
 * @property {number} bytes
 * @property {boolean} isLink
 */

/** The helper that makes the sandbox where ordinary users may not. Chromium uses it only if it belongs to root and is set-user-id. */
const HELPER = /^opt\/[^/]+\/chrome-sandbox$/;

/** Added by electron-builder for a script that is not used here. */
const LEFT_OUT = /^opt\/[^/]+\/resources\/apparmor-profile$/;

/** The permissions of an installed file: as in the source, but independent of the packing user. */
export function modeOf(/** @type {string} */ path, /** @type {boolean} */ isProgram) {
  if (HELPER.test(path)) return 0o4755;
  return isProgram ? 0o755 : 0o644;
}

/**
 * @param {{folder: string, call: import('./fpm-call.mjs').PackageCall}} options `folder` exists and is empty
 * @returns {Promise<StagedFile[]>} sorted by path
 */
export async function stagePackage({ folder, call }) {
  for (const { from, to } of call.files) await stage(from, join(folder, to));
  const programFolder = `/opt/${call.name}`;
  await writeFile(join(folder, programFolder, 'resources/package-type'), call.target);
  await mkdir(join(folder, 'usr/bin'), { recursive: true });
  for (const name of [call.name, executableName('linux')]) {
    await symlink(`${programFolder}/${name}`, join(folder, 'usr/bin', name));
  }
  const files = [];
  for (const path of (await readdir(folder, { recursive: true })).sort()) {
    const full = join(folder, path);
    const info = await lstat(full);
    if (info.isDirectory()) {
      await chmod(full, 0o755);
    } else if (LEFT_OUT.test(path)) {
      await rm(full);
    } else {
      const isLink = info.isSymbolicLink();
      const mode = modeOf(path, (info.mode & 0o100) !== 0);
      if (!isLink) await chmod(full, mode);
      files.push({ path, mode, bytes: info.size, isLink });
    }
  }
  await setSourceDate(folder, process.env);
  return files;
}

async function stage(/** @type {string} */ from, /** @type {string} */ to) {
  const info = await lstat(from);
  if (info.isDirectory()) {
    await mkdir(to, { recursive: true });
    for (const name of await readdir(from)) await stage(join(from, name), join(to, name));
    return;
  }
  await mkdir(dirname(to), { recursive: true });
  // Without name and time in the header, so that the same input gives the same package.
  if (to.endsWith('.gz') && !from.endsWith('.gz')) await writeFile(to, gzipSync(await readFile(from), { level: 9 }));
  else await copyFile(from, to, constants.COPYFILE_FICLONE);
}
