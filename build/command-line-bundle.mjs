// Bundles the command line `axiom-tokens` into several CommonJS files; each start loads only those that its subcommand needs. Called by bundle.mjs.
// Measured with Node 20 for one token, more than `node -e 0`: this way 9 ms; ES modules 18 ms; a single file 29 ms.
import { basename } from 'node:path';
import { loadedAtOnce } from './loaded-at-once.mjs';
import { asPart, programOf } from './module-parts.mjs';

/** The folder in dist/, and its entry file. */
export const COMMAND_LINE_FOLDER = 'cli';
export const COMMAND_LINE_ENTRY = 'axiom-tokens.cjs';
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
  const inEntry = [...loadedAtOnce(split.metafile.outputs)].map((path) => basename(path)).sort();
  const program = await programOf(
    inEntry.map((name) => [name, parts.get(name) ?? '']),
    COMMAND_LINE_ENTRY,
  );
  const files = new Map([[COMMAND_LINE_ENTRY, `#!/usr/bin/env node\n${program}`]]);
  for (const [name, code] of parts) if (!inEntry.includes(name)) files.set(name, `module.exports = ${code};\n`);
  for (const { text } of child.outputFiles) files.set(KEYCHAIN_CHILD, text);
  return { files, metafiles: [split.metafile, child.metafile] };
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
