// Checks, with esbuild's own list of bundled files, that the bundles hold no file that they must not hold.
// Called by bundle.mjs after each build.
import { SetupError } from './setup-error.mjs';

/** @typedef {import('esbuild').Metafile} Metafile */

/**
 * Throws a `SetupError` that names the file which should not be there.
 * @param {{main: Metafile, keychainChild: Metafile, preload: Metafile, page: Metafile}} metafiles
 */
export function checkBundles({ main, keychainChild, preload, page }) {
  refuse(
    preload,
    /node_modules\/zod\//,
    'The preload script carries zod',
    'import types only from preload/contract/schemas',
  );
  refuse(page, /node_modules\/zod\//, "The window's bundle carries zod", 'import types only from preload/contract');
  refuse(page, /^main\//, "The window's bundle carries code of main", 'reach main through the contract');
  const locales = /node_modules\/zod\/.*\/locales\/(?!en\.|index\.)/;
  refuse(main, locales, 'The main bundle carries all languages of zod', "write `import * as z from 'zod'` everywhere");
  for (const metafile of [main, keychainChild, preload, page]) {
    refuse(metafile, /^test\//, 'A bundle carries test code', 'move what is shared into main, preload or renderer');
  }
}

/** @param {Metafile} metafile @param {RegExp} pattern @param {string} what @param {string} remedy */
function refuse(metafile, pattern, what, remedy) {
  for (const { inputs } of Object.values(metafile.outputs)) {
    // Files that were read but are not in the output do not matter.
    const found = Object.entries(inputs).find(([path, { bytesInOutput }]) => bytesInOutput > 0 && pattern.test(path));
    if (found !== undefined) throw new SetupError(`${what}: ${found[0]}.`, `${remedy}; then build again.`);
  }
}
