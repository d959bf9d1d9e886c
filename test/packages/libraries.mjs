// @ts-check
// Whether a system has every library that the app is linked to, and those that it opens by name at run time.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../build/run-command.mjs';

const FOLDER = '/opt/axiom-token-manager';
const PROGRAMS = /(?:^axiom-token-manager-bin|^chrome_crashpad_handler|\.so(?:\.\d+)*|\.node)$/;

/**
 * Opened by name: no tool reports them as missing before they are needed. The purpose of each, and the packages that contain it, for packages
 * that declare dependencies.
 * @type {Record<string, {use: string, packages: RegExp}>}
 */
const OPENED_BY_NAME = {
  'libX11-xcb.so.1': { use: 'the window', packages: /libX11-xcb/ },
  'libgtk-3.so.0': { use: 'dialogs', packages: /gtk3/ },
  'libnotify.so.4': { use: 'notifications', packages: /libnotify/ },
  'libsecret-1.so.0': { use: 'the keychain', packages: /libsecret/ },
  'libudev.so.1': { use: 'devices', packages: /systemd-libs|libudev/ },
};

/** @param {import('./world.mjs').World} world @param {string} [folder] of the app @returns {Promise<string[]>} */
export async function findMissingLibraries(world, folder = FOLDER) {
  const files = (await programsIn(join(world.root, folder))).map((file) => `'./${file}'`).join(' ');
  const linked = await world.asRoot(['sh', '-c', `cd '${folder}'; LD_LIBRARY_PATH=. ldd ${files}; true`]);
  const missing = [...linked.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => String(name));
  const known = await world.asRoot(['ldconfig', '-p']);
  for (const [name, { use }] of Object.entries(OPENED_BY_NAME)) {
    if (!known.includes(`${name} `)) missing.push(`${name} (for ${use})`);
  }
  return [...new Set(missing)].sort();
}

/**
 * The libraries that the programs in a folder need and an rpm does not declare.
 * @param {string} folder
 * @param {string} requires what `rpm --requires` prints
 */
export async function findUnnamed(folder, requires) {
  const programs = await programsIn(folder);
  const own = new Set(programs.map((path) => path.split('/').at(-1)));
  /** @type {Set<string>} */
  const needed = new Set();
  for (const program of programs) {
    const header = await runCommand('readelf', ['--dynamic', join(folder, program)]);
    for (const [, name] of header.matchAll(/\(NEEDED\).*\[(.*)\]/g))
      if (!own.has(String(name))) needed.add(String(name));
  }
  const isNamed = (/** @type {string} */ name) => requires.includes(`${name}(`);
  const unnamed = [...needed].filter((name) => !isNamed(name));
  const unopened = Object.entries(OPENED_BY_NAME).filter(
    ([name, { packages }]) => !isNamed(name) && !packages.test(requires),
  );
  return [...new Set([...unnamed, ...unopened.map(([name, { use }]) => `${name} (for ${use})`)])].sort((a, b) =>
    a.localeCompare(b),
  );
}

async function programsIn(/** @type {string} */ folder) {
  return (await readdir(folder, { recursive: true })).filter((path) => PROGRAMS.test(path)).sort();
}
