// Which files of a split bundle are loaded together with some of its sources, by esbuild's own list. Used by bundle-checks.mjs and command-line-bundle.mjs.

/** What `axiom-tokens token` loads where the app runs: its entry, and the command, which comes by `import()`. */
export const FAST_PATH = ['main/cli/index.ts', 'main/cli/commands/token.ts'];

/**
 * The paths of the outputs that are loaded with the sources, without what comes by `import()`.
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {readonly string[]} [sources]
 */
export function loadedAtOnce(outputs, sources = FAST_PATH) {
  const wanted = Object.keys(outputs).filter((path) => sources.includes(outputs[path]?.entryPoint ?? ''));
  /** @type {Set<string>} */
  const found = new Set();
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && imported in outputs) wanted.push(imported);
    }
  }
  return found;
}
