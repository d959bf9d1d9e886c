// Bundles the command line `axiom-tokens` into several CommonJS files; each start loads only those that its subcommand needs. Called by bundle.mjs.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ENTRY_SOURCES, FAST_PATH, loadedAtOnce } from './loaded-at-once.mjs';
import { asPart, partsFile, programOf } from './module-parts.mjs';

/** The folder in dist/, and the file that is started, which loads the two below with their code caches. */
export const COMMAND_LINE_FOLDER = 'cli';
export const COMMAND_LINE_ENTRY = 'axiom-tokens.cjs';
/** What every start needs, and what a token needs as well, which is loaded while the app answers. Both files are functions with the parameters of a CommonJS file. */
export const COMMAND_LINE_FUNCTIONS = /** @type {const} */ (['entry.cjs', 'fast-path.cjs']);

const START = join(import.meta.dirname, 'command-line-start.cjs');
/** The keychain process that `createKeychainForkHost` starts; the command line expects it beside the entry. */
export const KEYCHAIN_CHILD = 'keychain-child.cjs';

/** The oldest supported Node. */
const TARGET = 'node20';

/** Native modules, which cannot be bundled. */
const EXTERNAL = ['keytar', 'koffi'];

/** @typedef {import('esbuild').Metafile} Metafile */
/** @typedef {import('esbuild').BuildOptions & {write: false, metafile: true}} Common */

/**
 * @param {Common} common the options shared by all bundles
 * @param {string} [version] replaces the one in package.json, for upgrade tests
 * @returns {Promise<{files: Map<string, string>, metafiles: [started: Metafile, child: Metafile]}>} `files` by name inside the folder
 */
export async function bundleCommandLine(common, version) {
  const { build } = await import('esbuild');
  const options = /** @satisfies {import('esbuild').BuildOptions} */ ({
    ...common,
    platform: 'node',
    target: TARGET,
    external: EXTERNAL,
    sourcemap: false,
  });
  const [split, child] = await Promise.all([
    build({
      ...options,
      // The text is processed below.
      minify: false,
      entryPoints: { [COMMAND_LINE_ENTRY.replace(/\.cjs$/, '')]: 'main/cli/index.ts' },
      outdir: `dist/${COMMAND_LINE_FOLDER}`,
      outExtension: { '.js': '.cjs' },
      chunkNames: '[name]-[hash]',
      splitting: true,
      format: 'esm',
      plugins: version === undefined ? [] : [withVersion(version)],
    }),
    build({
      ...options,
      entryPoints: ['main/adapters/keychain/keychain-child.ts'],
      outfile: `dist/${COMMAND_LINE_FOLDER}/${KEYCHAIN_CHILD}`,
      format: 'cjs',
    }),
  ]);
  /** @type {Map<string, string>} */
  const parts = new Map();
  for (const { path, text } of split.outputFiles) {
    parts.set(basename(path), await asPart(text, { target: TARGET, minify: common.minify }));
  }
  const namesWith = (/** @type {readonly string[]} */ sources) =>
    [...loadedAtOnce(split.metafile.outputs, sources)].map((path) => basename(path)).sort();
  const inEntry = namesWith(ENTRY_SOURCES);
  const onFastPath = namesWith(FAST_PATH).filter((name) => !inEntry.includes(name));
  const partsOf = (/** @type {readonly string[]} */ names) =>
    names.map((name) => /** @type {const} */ ([name, parts.get(name) ?? '']));
  const [first, fastPath] = COMMAND_LINE_FUNCTIONS;
  const program = await programOf(
    partsOf(inEntry),
    COMMAND_LINE_ENTRY,
    `(name) => require("./${fastPath}")[name] ?? require(name)`,
  );
  const files = new Map([
    [COMMAND_LINE_ENTRY, await readFile(START, 'utf8')],
    [first, asFunction(program)],
    [fastPath, asFunction(`module.exports = ${partsFile(partsOf(onFastPath)).text}`)],
  ]);
  for (const [name, code] of parts) {
    if (!inEntry.includes(name) && !onFastPath.includes(name)) files.set(name, `module.exports = ${code};\n`);
  }
  for (const { text } of child.outputFiles) files.set(KEYCHAIN_CHILD, text);
  return { files, metafiles: [split.metafile, child.metafile] };
}

/** Wraps a text like Node wraps a CommonJS file. */
export function asFunction(/** @type {string} */ text) {
  return `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
}

/** @returns {import('esbuild').Plugin} */
function withVersion(/** @type {string} */ version) {
  return {
    name: 'version',
    setup: (build) =>
      build.onLoad({ filter: /[/\\]package\.json$/ }, ({ path }) =>
        path.includes('node_modules') ? undefined : { contents: JSON.stringify({ version }), loader: 'json' },
      ),
  };
}
