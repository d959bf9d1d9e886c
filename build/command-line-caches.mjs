// Makes V8's code caches of the command line's functions, by fetching a token with them. Called by bundle.mjs.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND_LINE_FUNCTIONS, FIRST_FUNCTION } from './command-line-bundle.mjs';
import { runCommand } from './run-command.mjs';

const USED_CODE = join(import.meta.dirname, 'used-code.cjs');
/** For a command line that does not end; it takes a tenth of a second. */
const MOST_MS = 20_000;

/** The command lines that fetch a token: the first one that needs a file makes its cache. */
const LINES = [['token'], ['token', '--json']];

/**
 * The caches, by the names of their files. One is missing if its file was not loaded: then V8 compiles it at each start.
 * @param {ReadonlyMap<string, string>} files those of the command line
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function commandLineCaches(files) {
  const folder = await mkdtemp(join(tmpdir(), 'axiom-tokens-'));
  /** @type {Map<string, Uint8Array>} */
  const caches = new Map();
  const names = Object.keys(COMMAND_LINE_FUNCTIONS);
  try {
    for (const name of names) await writeFile(join(folder, name), files.get(name) ?? '');
    for (const line of LINES) {
      // A command line that fails is noticed when it is used; what it has loaded has a cache.
      const args = [USED_CODE, folder, FIRST_FUNCTION, ...line];
      await runCommand(process.execPath, args, { env: { HOME: folder }, timeoutMs: MOST_MS }).catch(() => undefined);
      for (const name of names.map((each) => `${each}.cache`)) {
        const cache = caches.has(name) ? undefined : await readFile(join(folder, name)).catch(() => undefined);
        if (cache) caches.set(name, cache);
      }
    }
    return caches;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
