// Bundles the command line `axiom-tokens` into several CommonJS files; each start loads only those that its subcommand needs. Called by bundle.mjs.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ENTRY_SOURCES, FAST_PATH, loadedAtOnce, WITH_FLAGS } from './loaded-at-once.mjs';
import { asPart, partsFile, programOf } from './module-parts.mjs';

/** The folder in dist/, and the file that is started, which loads {@link FIRST_FUNCTION}. */
export const COMMAND_LINE_FOLDER = 'cli';
export const COMMAND_LINE_ENTRY = 'axiom-tokens.cjs';
/**
 * The files that have code caches: functions with the parameters of a CommonJS file, each with the sources that are in it or in one before it. They have what every start
 * needs; what a token needs, which is loaded while the app answers; and the parser.
 */
export const COMMAND_LINE_FUNCTIONS = {
  'entry.cjs': ENTRY_SOURCES,
  'fast-path.cjs': FAST_PATH,
  'parser.cjs': WITH_FLAGS,
};
export const FIRST_FUNCTION = 'entry.cjs';

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
  const files = new Map([
    [COMMAND_LINE_ENTRY, await readFile(START, 'utf8')],
    ...(await functionFiles(split.metafile, parts)),
  ]);
  for (const { text } of child.outputFiles) files.set(KEYCHAIN_CHILD, text);
  return { files, metafiles: [split.metafile, child.metafile] };
}

/**
 * The files of the parts: a function for each of {@link COMMAND_LINE_FUNCTIONS}, and one file for each other part.
 * @param {Metafile} metafile
 * @param {ReadonlyMap<string, string>} parts
 * @returns {Promise<[name: string, text: string][]>}
 */
async function functionFiles({ outputs }, parts) {
  /** @type {Map<string, string>} the file of a part, both as they are loaded */
  const places = new Map();
  const functions = Object.entries(COMMAND_LINE_FUNCTIONS).map(([file, sources]) => {
    const names = [...loadedAtOnce(outputs, sources)].map((path) => basename(path)).sort();
    const own = names.filter((name) => !places.has(`./${name}`));
    for (const name of own) places.set(`./${name}`, `./${file}`);
    return { file, own: own.map((name) => /** @type {const} */ ([name, parts.get(name) ?? ''])) };
  });
  const table = JSON.stringify(Object.fromEntries(places));
  const beside = `((places) => (name) => (places[name] ? require(places[name])[name] : require(name)))(${table})`;
  const texts = functions.map(async ({ file, own }) => {
    const isFirst = file === FIRST_FUNCTION;
    const text = isFirst ? await programOf(own, COMMAND_LINE_ENTRY, beside) : `module.exports = ${partsFile(own).text}`;
    return /** @type {[string, string]} */ ([file, asFunction(text)]);
  });
  const others = [...parts].filter(([name]) => !places.has(`./${name}`));
  return [
    ...(await Promise.all(texts)),
    ...others.map(([name, code]) => /** @type {[string, string]} */ ([name, `module.exports = ${code};\n`])),
  ];
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
