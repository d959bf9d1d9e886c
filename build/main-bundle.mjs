// Bundles the app's main process into one file, of which a start runs only what it needs until the tray icon is there. Called by bundle.mjs.
// Modules loaded later by `import()` are in the same file and only pre-parsed: nothing is read from the disk later, when the file there may be another version.
import { basename } from 'node:path';
import { loadedAtOnce } from './loaded-at-once.mjs';
import { asPart, programOf } from './module-parts.mjs';
import { withoutUnused } from './without-unused.mjs';

/** The entry source. */
export const MAIN_ENTRY = 'main/desktop/index.ts';
/** The output file in dist/. */
export const MAIN_PROGRAM = 'main.cjs';

/**
 * @param {import('esbuild').BuildOptions & {write: false, metafile: true}} common the options shared by all bundles
 * @param {string} target the oldest runtime
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
  return { text: await programOf(parts, MAIN_PROGRAM), metafile };
}
