// Checks that no bundle contains a file that it must not contain, by esbuild's list of bundled files.
// Called by bundle.mjs after each build.
import { loadedAtOnce } from './loaded-at-once.mjs';
import { MAIN_ENTRY } from './main-bundle.mjs';
import { SetupError } from './setup-error.mjs';

/** @typedef {import('esbuild').Metafile} Metafile */

/** Modules that take longer to load than the app takes to answer. */
const TOO_SLOW = [
  { pattern: /^node_modules\/zod\//, name: 'zod' },
  { pattern: /^main\/core\/storage\//, name: "the core's storage" },
  { pattern: /^main\/compose\//, name: 'the whole core' },
];

/** Modules that the app needs only after the tray icon. */
const AFTER_START =
  /^node_modules\/(zod|conf|electron-store)\/|^main\/(compose|demo|doctor|handout)\/|^main\/desktop\/open-/;

/**
 * Throws a `SetupError` that names the wrong file.
 * @param {{main: Metafile, keychainChild: Metafile, preload: Metafile, page: Metafile, commandLine: Metafile}} metafiles
 */
export function checkBundles({ main, keychainChild, preload, page, commandLine }) {
  refuse(
    preload,
    /node_modules\/zod\//,
    'The preload script contains zod',
    'import types only from preload/contract/schemas',
  );
  refuse(page, /node_modules\/zod\//, "The window's bundle contains zod", 'import types only from preload/contract');
  refuse(
    page,
    /^main\/(?!core\/passphrases\/)/,
    "The window's bundle contains code of main",
    'reach main through the contract',
  );
  const locales = /node_modules\/zod\/.*\/locales\/(?!en\.|index\.)/;
  refuse(main, locales, 'The main bundle contains all languages of zod', "write `import * as z from 'zod'` everywhere");
  refuse(
    main,
    /node_modules\/(ajv|ajv-formats|semver|when-exit)\//,
    'The main bundle contains what conf needs only for options that this app does not use, or handlers of signals',
    'name what conf imports now in build/without-unused.mjs',
  );
  refuse(commandLine, locales, 'The command line contains all languages of zod', "write `import * as z from 'zod'`");
  const pages = /^(main\/desktop|preload|renderer)\/|^node_modules\/(preact|electron-store)\//;
  refuse(commandLine, pages, 'The command line contains a part of the app', 'move what is shared below main/compose');
  const start = onlyAtOnce(main, [MAIN_ENTRY]);
  refuse(start, AFTER_START, 'The app runs this before its tray icon is there', 'load it by `await import()`');
  const fast = onlyAtOnce(commandLine);
  for (const { pattern, name } of TOO_SLOW) {
    refuse(fast, pattern, `"axiom-tokens token" loads ${name} before it asks the app`, 'load it by `await import()`');
  }
  if (importsAtOnce(fast, 'koffi')) {
    throw new SetupError(
      '"axiom-tokens token" loads koffi before it asks the app.',
      'Load it by `await import()`; then build again.',
    );
  }
  for (const metafile of [main, keychainChild, preload, page, commandLine]) {
    refuse(metafile, /^test\//, 'A bundle contains test code', 'move what is shared into main, preload or renderer');
  }
}

/** @param {Metafile} metafile @param {readonly string[]} [sources] @returns {Metafile} */
function onlyAtOnce({ inputs, outputs }, sources) {
  const atOnce = loadedAtOnce(outputs, sources);
  return { inputs, outputs: Object.fromEntries(Object.entries(outputs).filter(([path]) => atOnce.has(path))) };
}

function importsAtOnce(/** @type {Metafile} */ { outputs }, /** @type {string} */ library) {
  return Object.values(outputs).some(({ imports }) =>
    imports.some(({ path, kind }) => path === library && kind === 'import-statement'),
  );
}

/** @param {Metafile} metafile @param {RegExp} pattern @param {string} what @param {string} remedy */
function refuse(metafile, pattern, what, remedy) {
  for (const { inputs } of Object.values(metafile.outputs)) {
    // Files that were read but are not in the output do not count.
    const found = Object.entries(inputs).find(([path, { bytesInOutput }]) => bytesInOutput > 0 && pattern.test(path));
    if (found !== undefined) throw new SetupError(`${what}: ${found[0]}.`, `${remedy}; then build again.`);
  }
}
