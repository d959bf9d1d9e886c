// Bundles the command line `axiom-tokens` into CommonJS files, of which each start loads only those that its subcommand needs. Called by bundle.mjs.
// Measured with Node 20 on the way to one token, over `node -e 0`: like this 9 ms; modules (ESM) 18 ms, all of it in one file 29 ms.
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { loadedAtOnce } from './loaded-at-once.mjs';

/** The folder in dist/, and the file in it that is started. */
export const COMMAND_LINE_FOLDER = 'cli';
export const COMMAND_LINE_ENTRY = 'axiom-tokens.cjs';
/** The keychain's own process, as `createKeychainForkHost` starts it; beside the entry, where the command line looks for it. */
export const KEYCHAIN_CHILD = 'keychain-child.cjs';

/** The oldest Node that it must run on. */
const TARGET = 'node20';

/** What must be there as files of its own: native parts. */
const EXTERNAL = ['keytar', 'koffi'];

const LOADER = join(import.meta.dirname, 'command-line-loader.cjs');

/** @typedef {import('esbuild').Metafile} Metafile */
/** @typedef {import('esbuild').BuildOptions & {write: false, metafile: true}} Common */

/**
 * @param {Common} common what all bundles share
 * @param {string} [version] instead of the one in package.json, for tests of an upgrade
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
      // Its lines are read below.
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
  for (const { path, text } of split.outputFiles) parts.set(basename(path), await asPart(text, common.minify ?? false));
  const inEntry = [...loadedAtOnce(split.metafile.outputs)].map((path) => basename(path)).sort();
  const entry = await entryOf(inEntry.map((name) => [name, parts.get(name) ?? '']));
  const files = new Map([[COMMAND_LINE_ENTRY, entry]]);
  for (const [name, code] of parts) if (!inEntry.includes(name)) files.set(name, `module.exports = ${code};\n`);
  for (const { text } of child.outputFiles) files.set(KEYCHAIN_CHILD, text);
  return { files, metafiles: [split.metafile, child.metafile] };
}

/**
 * The file that is started: its loader, with the parts that every start or a token needs.
 * @param {readonly (readonly [name: string, code: string])[]} parts
 */
async function entryOf(parts) {
  const loader = await readFile(LOADER, 'utf8');
  const code = loader
    .replace(/^(?:\/\/.*\n)+/, '')
    .replace("parts: 'parts'", () =>
      parts.map(([name, text]) => `${JSON.stringify(`./${name}`)}: ${text}`).join(',\n'),
    );
  return `#!/usr/bin/env node\n${code.replace("'entry'", JSON.stringify(`./${COMMAND_LINE_ENTRY}`))}`;
}

/** One module of esbuild as a function of CommonJS. esbuild splits modules only; in CommonJS a part is loaded by a plain `require`, when the code comes to it. */
async function asPart(/** @type {string} */ text, /** @type {boolean} */ isMinified) {
  const { transform } = await import('esbuild');
  const options = /** @type {const} */ ({ platform: 'node', target: TARGET, legalComments: 'none' });
  const plain = await transform(text, { ...options, format: 'cjs', supported: { 'dynamic-import': false } });
  const code = `function (module, exports, require) {${withLazyModules(plain.code)}}`;
  const minified = isMinified ? await transform(`x=${code}`, { ...options, minify: true }) : undefined;
  // In brackets, V8 compiles it at once and not a second time when it is called.
  return `(${minified?.code.trim().replace(/^x=|;$/g, '') ?? code})`;
}

/** How esbuild writes an import of a module of Node, and how a package of CommonJS asks for one. */
const NODE_MODULE =
  /^( *var \w+ = )(?:__toESM\()?(?:require|__require|\(0, \w+\.__require\))\("((?:node:)?[a-z_/]+)"\)(?:, 1)?\)?;$/gm;
/** What stands for it until something of it is used. */
const LAZY =
  'var $lazy = (name) => new Proxy({}, { get: (_, key) => (key === "default" ? require(name) : require(name)[key]) });\n';

/** Node's own modules cost more to load than a token costs to fetch, and most of them are used by few subcommands. */
function withLazyModules(/** @type {string} */ code) {
  const lazy = code.replaceAll(NODE_MODULE, (whole, start, name) =>
    isBuiltin(name) ? `${start}$lazy(${JSON.stringify(name)});` : whole,
  );
  return lazy === code ? code : LAZY + lazy;
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
