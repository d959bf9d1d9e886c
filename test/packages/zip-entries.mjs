// Compares a zip with the folder that was packed into it: every file, link and execute permission.
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runCommand } from '../../build/run-command.mjs';

/** Prints path, mode and link target of each entry that is not a folder. */
const LIST = `
import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
entries = [e for e in z.infolist() if not e.is_dir()]
print(json.dumps([[e.filename, e.external_attr >> 16, z.read(e).decode() if (e.external_attr >> 28) == 10 else ''] for e in entries]))`;

/**
 * The problems of a zip. Modes and links only matter for macOS.
 * @param {string} zip
 * @param {string} folder
 * @param {'darwin' | 'win32'} platform
 * @returns {Promise<string[]>}
 */
export async function findWrongInZip(zip, folder, platform) {
  /** @type {[string, number, string][]} */
  const entries = JSON.parse(await runCommand('python3', ['-c', LIST, zip]));
  const packed = new Map(entries.map(([path, mode, link]) => [path, describe(mode, link, platform)]));
  const wrong = [];
  let count = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    count += 1;
    const path = join(entry.parentPath, entry.name);
    const expected = describe((await lstat(path)).mode, entry.isSymbolicLink() ? await readlink(path) : '', platform);
    const found = packed.get(relative(folder, path));
    if (found !== expected)
      wrong.push(`${relative(folder, path)} is ${found ?? 'missing'} in the zip instead of ${expected}`);
  }
  if (packed.size !== count) wrong.push(`the zip holds ${packed.size} files instead of ${count}`);
  return wrong;
}

function describe(/** @type {number} */ mode, /** @type {string} */ link, /** @type {'darwin' | 'win32'} */ platform) {
  if (platform === 'win32') return 'a file';
  if (link !== '') return `a link to ${link}`;
  return mode & 0o100 ? 'a program' : 'a file';
}
