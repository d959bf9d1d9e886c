// Replaces the files of a folder so that a concurrent reader finds each file complete, old or new. Called by bundle.mjs;
// several builds may do it at the same time.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRunning } from './one-at-a-time.mjs';

const PARTIAL = /^\.partial-(\d+)$/;

/**
 * Writes the files under temporary names, renames each to its place, then removes all other files.
 * @param {string} folder
 * @param {ReadonlyMap<string, Uint8Array | string>} files by path inside the folder, with slashes
 * @param {readonly string[]} [programs] the executable ones
 */
export async function replaceFolder(folder, files, programs = []) {
  const aside = join(folder, `.partial-${process.pid}`);
  try {
    for (const [path, content] of files) {
      await mkdir(dirname(join(aside, path)), { recursive: true });
      await writeFile(join(aside, path), content, programs.includes(path) ? { mode: 0o777 } : {});
    }
    for (const path of files.keys()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await rename(join(aside, path), join(folder, path));
    }
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await removeOthers(folder, [...files.keys()]);
}

/** @param {string} folder @param {readonly string[]} kept @param {string} [inside] a folder in it, with a slash at its end */
async function removeOthers(folder, kept, inside = '') {
  for (const name of await readdir(join(folder, inside))) {
    const path = inside + name;
    if (kept.includes(path) || (inside === '' && isRunning(Number(PARTIAL.exec(name)?.[1])))) continue;
    if (kept.some((file) => file.startsWith(`${path}/`))) await removeOthers(folder, kept, `${path}/`);
    else await rm(join(folder, path), { recursive: true, force: true });
  }
}
