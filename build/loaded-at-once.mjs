// Which files of a split bundle are loaded together with certain sources, by esbuild's metafile. Used by bundle-checks.mjs and command-line-bundle.mjs.

/** What every start of `axiom-tokens` loads first. */
export const ENTRY_SOURCES = ['main/cli/index.ts'];

/** What `axiom-tokens token` loads when the app runs: the entry, and by `import()` the rest of a start and the command itself. */
export const FAST_PATH = [
  ...ENTRY_SOURCES,
  ...['main/cli/run-command-line.ts', 'main/cli/session/open-session.ts', 'main/cli/invocation.ts'],
  'main/cli/commands/token.ts',
];

/** What it loads if it has flags. */
export const WITH_FLAGS = [...FAST_PATH, 'main/cli/parse-command-line.ts'];

/**
 * The output paths that are loaded with the sources, without those loaded later by `import()`.
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {readonly string[]} [sources]
 */
export function loadedAtOnce(outputs, sources = WITH_FLAGS) {
  // When a folder is a symbolic link, the path goes out of the project and back in.
  const isWanted = (/** @type {string} */ entry) => sources.some((each) => `/${entry}`.endsWith(`/${each}`));
  const wanted = Object.keys(outputs).filter((path) => isWanted(outputs[path]?.entryPoint ?? ''));
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
