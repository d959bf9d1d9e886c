// Bundles the command line `axiom-tokens` into small CommonJS files, of which each start loads only those that its subcommand needs. Called by bundle.mjs.
// Measured with Node 20 on the way to one token, over `node -e 0`: these files 9 ms, the same as modules (ESM) 18 ms, all of it in one file 29 ms.
import { basename, extname } from 'node:path';

/** The folder in dist/, and the file in it that is started. */
export const COMMAND_LINE_FOLDER = 'cli';
export const COMMAND_LINE_ENTRY = 'axiom-tokens.cjs';
/** The keychain's own process, as `createKeychainForkHost` starts it; beside the entry, where the command line looks for it. */
export const KEYCHAIN_CHILD = 'keychain-child.cjs';

/** The oldest Node that it must run on. */
const TARGET = 'node20';

/** What must be there as files of its own: native parts. */
const EXTERNAL = ['keytar', 'koffi'];

/**
 * @param {import('esbuild').BuildOptions & {write: false, metafile: true}} common what all bundles share
 * @param {string} [version] instead of the one in package.json, for tests of an upgrade
 * @returns {Promise<{files: Map<string, string>, metafile: import('esbuild').Metafile}>} `files` by name inside the folder
 */
export async function bundleCommandLine(common, version) {
  const { build, transform } = await import('esbuild');
  const split = await build({
    ...common,
    entryPoints: {
      [COMMAND_LINE_ENTRY.replace(/\.cjs$/, '')]: 'main/cli/index.ts',
      [KEYCHAIN_CHILD.replace(/\.cjs$/, '')]: 'main/adapters/keychain/keychain-child.ts',
    },
    outdir: `dist/${COMMAND_LINE_FOLDER}`,
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: TARGET,
    external: EXTERNAL,
    sourcemap: false,
    plugins: version === undefined ? [] : [withVersion(version)],
  });
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const { path, text } of split.outputFiles) {
    if (extname(path) !== '.cjs') continue;
    // esbuild splits modules only; each of them is then made into CommonJS, where a part is loaded by a plain `require` when its code comes to it.
    const { code } = await transform(text, {
      format: 'cjs',
      platform: 'node',
      target: TARGET,
      minify: common.minify ?? false,
      legalComments: 'none',
      supported: { 'dynamic-import': false },
    });
    const name = basename(path);
    files.set(name, name === COMMAND_LINE_ENTRY ? `#!/usr/bin/env node\n${code}` : code);
  }
  return { files, metafile: split.metafile };
}

/** @returns {import('esbuild').Plugin} */
function withVersion(/** @type {string} */ version) {
  return {
    name: 'version',
    setup: ({ onLoad }) =>
      onLoad({ filter: /[/\\]package\.json$/ }, ({ path }) =>
        path.includes('node_modules') ? undefined : { contents: JSON.stringify({ version }), loader: 'json' },
      ),
  };
}
