// Bundles the app's main process into two files: what a start needs until the tray icon is there, and everything else. Called by bundle.mjs.
// Both files are read at the start: later the files on the disk may be another version. A part of the second file is compiled when it is loaded.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadedAtOnce } from './loaded-at-once.mjs';
import { asPart, partsFile, programOf } from './module-parts.mjs';
import { withoutUnused } from './without-unused.mjs';

/** The entry source. */
export const MAIN_ENTRY = 'main/desktop/index.ts';
/** The output files in dist/: the entry point, and the parts that it loads later. */
export const MAIN_PROGRAM = 'main.cjs';
export const MAIN_PARTS = 'main-parts.cjs';

const READER = join(import.meta.dirname, 'main-parts-reader.cjs');

/**
 * @param {import('esbuild').BuildOptions & {write: false, metafile: true}} common the options shared by all bundles
 * @param {string} target the oldest runtime
 * @returns {Promise<{files: Record<string, string>, metafile: import('esbuild').Metafile}>} `files` by name in dist/
 */
export async function bundleMain(common, target) {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    ...common,
    platform: 'node',
    target,
    // asPart processes the text.
    minify: false,
    sourcemap: false,
    entryPoints: { main: MAIN_ENTRY },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    splitting: true,
    format: 'esm',
    external: ['electron', 'keytar', 'koffi'],
    plugins: [withoutUnused()],
  });
  const atOnce = new Set([...loadedAtOnce(metafile.outputs, [MAIN_ENTRY])].map((path) => basename(path)));
  const parts = await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const name = basename(path);
      const code = await asPart(text, { target, minify: common.minify, isLater: !atOnce.has(name) });
      return /** @type {const} */ ([name, code]);
    }),
  );
  const { text, places } = partsFile(parts.filter(([name]) => !atOnce.has(name)));
  const reader = (await readFile(READER, 'utf8'))
    .replace(/^(?:\/\/.*\n)+'use strict';\n/, '')
    .replace("{ places: 'places' }", () => JSON.stringify(places))
    .replace("'later-file'", () => JSON.stringify(MAIN_PARTS))
    .trim();
  const first = parts.filter(([name]) => atOnce.has(name));
  return { files: { [MAIN_PROGRAM]: await programOf(first, MAIN_PROGRAM, reader), [MAIN_PARTS]: text }, metafile };
}
