// @ts-check
// The files of a package on the disk: their owners, who can write to them, and files that no package may contain.
import { lstat, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** @typedef {{path: string, uid: number, gid: number, mode: number}} PackageFile file, folder or link, with its mode as the kernel gives it */

/** Files of build tools, or for programs that this app does not have. */
const IN_NO_PACKAGE = [
  /\/resources\/apparmor-profile$/,
  /\/default_app\.asar$/,
  /\/app-update\.yml$/,
  /\/elevate\.exe$/,
  /\.blockmap$/,
  /\.map$/,
];

const KIND_BITS = 0o170000;
const LINK = 0o120000;
const SET_ID_BITS = 0o6000;
const OTHERS_WRITE_BITS = 0o022;
const HELPER = { path: '/opt/axiom-token-manager/chrome-sandbox', mode: 0o4755 };

/**
 * Problems of a package's files, in words.
 * @param {readonly PackageFile[]} files
 * @param {{isInstalled: boolean}} how `isInstalled`: by deb or rpm, whose files belong to root and which have Chromium's helper
 */
export function findWrongFiles(files, { isInstalled }) {
  const wrong = [];
  for (const { path, uid, gid, mode } of files) {
    const rights = (mode & 0o7777).toString(8);
    const isHelper = isInstalled && path === HELPER.path;
    if (IN_NO_PACKAGE.some((pattern) => pattern.test(path))) wrong.push(`${path} may be in no package`);
    if (isInstalled && (uid !== 0 || gid !== 0)) wrong.push(`${path} belongs to ${uid}:${gid} instead of root`);
    // The mode of a link has no effect.
    if ((mode & KIND_BITS) === LINK) continue;
    if (mode & OTHERS_WRITE_BITS) wrong.push(`others can write to ${path} (${rights})`);
    if (mode & SET_ID_BITS && !isHelper) wrong.push(`${path} has rights of its own (${rights})`);
    if (isHelper && (mode & 0o7777) !== HELPER.mode) wrong.push(`${path} has mode ${rights} instead of 4755`);
  }
  if (isInstalled && !files.some(({ path }) => path === HELPER.path)) wrong.push(`${HELPER.path} is missing`);
  return wrong;
}

/** The content of a folder, including the folder itself; paths begin with `/` for the folder. @returns {Promise<PackageFile[]>} */
export async function filesBelow(/** @type {string} */ folder) {
  const names = await readdir(folder, { recursive: true });
  return lookAt(
    folder,
    ['', ...names].map((name) => `/${name}`),
  );
}

/**
 * The files that a deb or rpm has installed into a system, and other files in its folder.
 * @param {string} root
 * @param {string} list the package manager's list, one path per line
 */
export async function installedFiles(root, list) {
  const listed = list.split('\n').filter((line) => line.startsWith('/'));
  const folder = join(root, 'opt/axiom-token-manager');
  const there = (await readdir(folder, { recursive: true })).map((name) => `/${relative(root, join(folder, name))}`);
  return {
    files: await lookAt(root, [...new Set([...listed, ...there])]),
    added: there.filter((path) => !listed.includes(path)),
  };
}

async function lookAt(/** @type {string} */ root, /** @type {readonly string[]} */ paths) {
  return Promise.all(
    paths.map(async (path) => {
      const { uid, gid, mode } = await lstat(join(root, path));
      return { path, uid, gid, mode };
    }),
  );
}
