// Makes the single executable `axiom-tokens` for this computer's system: a copy of the running Node that contains the files of dist/cli. Made once for the same
// Node and files, and kept in the cache. Called by command-line-folder.mjs.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import {
  asFunction,
  COMMAND_LINE_ENTRY,
  COMMAND_LINE_FOLDER,
  COMMAND_LINE_FUNCTIONS,
} from '../../command-line-bundle.mjs';
import { runCommand } from '../../run-command.mjs';
import { SetupError } from '../../setup-error.mjs';
import { hasProgram } from '../../system-packages.mjs';

/** A marker in every Node program, followed by 1 when it contains a program. */
export const SEA_FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** The first Node whose single executables can contain several files. */
const OLDEST_NODE = [20, 12];
/** Number of executables kept in the cache; each has the size of Node. */
const KEPT = 3;

const START = join(import.meta.dirname, 'start.cjs');

/** @param {string} [platform] */
export const executableName = (platform = process.platform) =>
  platform === 'win32' ? 'axiom-tokens.exe' : 'axiom-tokens';

/**
 * Returns the executable's path in the cache, for copying. The release form of dist/cli must exist.
 * @param {{root: string, cacheDir: string}} options
 * @returns {Promise<string>}
 */
export async function singleExecutable({ root, cacheDir }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < (OLDEST_NODE[0] ?? 0) || (major === OLDEST_NODE[0] && minor < (OLDEST_NODE[1] ?? 0))) {
    throw new SetupError(
      `Node ${process.versions.node} cannot make the command line's single executable.`,
      `Use Node ${OLDEST_NODE.join('.')} or newer, then run the command again.`,
    );
  }
  const parts = await readParts(root);
  const all = join(cacheDir, 'single-executables');
  const folder = join(all, await nameOf(parts));
  const made = join(folder, executableName());
  const isThere = await access(made).then(
    () => true,
    () => false,
  );
  if (isThere) return made;
  const work = join(all, `.partial-${process.pid}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    await make({ root, work, parts });
    // Another run may have made the same executable in the meantime.
    await rename(work, folder).catch(() => undefined);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  await removeOld(all);
  return made;
}

/**
 * The contained files, by name: functions, and V8's code caches of them.
 * @returns {Promise<Map<string, string | Buffer>>}
 */
async function readParts(/** @type {string} */ root) {
  const folder = join(root, 'dist', COMMAND_LINE_FOLDER);
  /** @type {Map<string, string | Buffer>} */
  const parts = new Map();
  const names = (await readdir(folder)).filter((name) => name !== COMMAND_LINE_ENTRY).sort();
  for (const name of names) {
    if (name.endsWith('.cache')) parts.set(name, await readFile(join(folder, name)));
    else parts.set(name, functionOf(name, await readFile(join(folder, name), 'utf8')));
  }
  parts.set('keytar.js', asFunction(await readFile(join(root, 'node_modules/keytar/lib/keytar.js'), 'utf8')));
  return parts;
}

/** @param {string} name @param {string} text */
function functionOf(name, text) {
  return name in COMMAND_LINE_FUNCTIONS ? text : asFunction(text);
}

async function nameOf(/** @type {ReadonlyMap<string, string | Buffer>} */ parts) {
  const texts = [...parts].filter(([, content]) => typeof content === 'string');
  const hash = createHash('sha256').update(JSON.stringify(texts));
  for (const path of [import.meta.filename, START]) hash.update(await readFile(path));
  for await (const chunk of createReadStream(process.execPath, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex').slice(0, 32);
}

/** @param {{root: string, work: string, parts: ReadonlyMap<string, string | Buffer>}} options `work` gets the executable */
async function make({ root, work, parts }) {
  const target = join(work, executableName());
  const scratch = join(work, 'parts');
  await mkdir(scratch);
  /** @type {Record<string, string>} */
  const assets = {};
  const put = async (/** @type {string} */ name, /** @type {string | Buffer} */ content) => {
    assets[name] = join(scratch, name);
    await writeFile(join(scratch, name), content);
  };
  for (const [name, content] of parts) {
    await put(name, content);
    if (typeof content !== 'string' || parts.has(`${name}.cache`)) continue;
    await put(`${name}.cache`, new Script(content, { filename: name }).createCachedData());
  }
  await putInto(target, { root, scratch, main: START, assets });
  await rm(scratch, { recursive: true });
}

/**
 * Copies the running Node and puts a program into the copy.
 * @param {string} target the path of the copy
 * @param {{root: string, scratch: string, main: string, assets?: Record<string, string>}} options `scratch`: a folder for temporary files
 */
export async function putInto(target, { root, scratch, main, assets = {} }) {
  const blob = join(scratch, 'blob');
  const config = join(scratch, 'config.json');
  // Node's own code cache is off: Node would warn on standard error whenever NODE_OPTIONS has a V8 switch.
  await writeFile(config, JSON.stringify({ main, output: blob, disableExperimentalSEAWarning: true, assets }));
  await runCommand(process.execPath, ['--experimental-sea-config', config], { env: {} });
  await copyFile(process.execPath, target, constants.COPYFILE_FICLONE);
  await chmod(target, 0o755);
  const isMac = process.platform === 'darwin';
  // Removes debug symbols, an eighth of the size.
  if (process.platform === 'linux' && (await hasProgram('strip'))) await runCommand('strip', [target]);
  if (isMac) await runCommand('codesign', ['--remove-signature', target]);
  const postject = join(root, 'node_modules/postject/dist/cli.js');
  const options = ['--sentinel-fuse', SEA_FUSE, ...(isMac ? ['--macho-segment-name', 'NODE_SEA'] : [])];
  await runCommand(process.execPath, [postject, target, 'NODE_SEA_BLOB', blob, ...options]);
  // macOS starts nothing without a signature; a real certificate replaces this one later.
  if (isMac) await runCommand('codesign', ['--sign', '-', target]);
}

async function removeOld(/** @type {string} */ all) {
  const names = (await readdir(all)).filter((name) => !name.startsWith('.'));
  const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(all, name))).mtimeMs })));
  aged.sort((a, b) => b.at - a.at);
  for (const { name } of aged.slice(KEPT)) await rm(join(all, name), { recursive: true, force: true });
}
