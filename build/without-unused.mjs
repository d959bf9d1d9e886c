// Leaves out of the main bundle what a package imports for options that this app does not use. Called by bundle.mjs; bundle-checks.mjs checks the result.
// A start reads the whole bundle and runs its packages before the tray icon is there.

/** `conf`, which electron-store uses, can check settings by a JSON schema and migrate them. This app does both itself. */
const BY_CONF = /[/\\]node_modules[/\\]conf[/\\]/;
const UNUSED = /^(ajv\/dist\/2020\.js|ajv-formats|semver)$/;

/** Replaces these imports: everything that `conf` uses of them. */
const STAND_IN = `
function unused() {
  throw new Error('This option of conf is left out of the app: see build/without-unused.mjs.');
}
module.exports = { Ajv2020: unused, default: unused, clean: unused, eq: unused, gt: unused, lte: unused, satisfies: unused };
`;

/**
 * `atomically`, which conf writes with, removes its temporary files when the process ends, through handlers for signals. They take the place of Electron's, and a
 * session that ends would kill the app instead of quitting it. Conf writes synchronously, so no temporary file is left then.
 */
const EXIT_HANDLERS = /^when-exit$/;
const NO_EXIT_HANDLERS = 'module.exports = () => () => undefined;';

/** @returns {import('esbuild').Plugin} */
export function withoutUnused() {
  return {
    name: 'without-unused',
    setup(build) {
      build.onResolve({ filter: UNUSED }, ({ path, importer }) =>
        BY_CONF.test(importer) ? { path, namespace: 'unused' } : undefined,
      );
      build.onResolve({ filter: EXIT_HANDLERS }, ({ path }) => ({ path, namespace: 'no-exit-handlers' }));
      build.onLoad({ filter: /^/, namespace: 'unused' }, () => ({ contents: STAND_IN, loader: 'js' }));
      build.onLoad({ filter: /^/, namespace: 'no-exit-handlers' }, () => ({
        contents: NO_EXIT_HANDLERS,
        loader: 'js',
      }));
    },
  };
}
