// `npm run build`: bundles main, keychain child, preload script, window and command line into dist/, and checks the result.
// Also called by start, package and test. `--release` minifies and omits source maps.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkBundles } from './bundle-checks.mjs';
import { bundleCommandLine, COMMAND_LINE_ENTRY, COMMAND_LINE_FOLDER } from './command-line-bundle.mjs';
import { commandLineCaches } from './command-line-caches.mjs';
import { refuseFaultTraces } from './fault-traces.mjs';
import { bundleMain } from './main-bundle.mjs';
import { projectRoot } from './project-root.mjs';
import { formatBytes } from './progress.mjs';
import { replaceFolder } from './replace-folder.mjs';
import { SetupError } from './setup-error.mjs';
import { runMain } from './run-main.mjs';
import { thirdPartyLicences } from './third-party-licences.mjs';

/** The oldest runtime for the bundles: Electron 22 (Node 16.17, Chromium 108). */
const NODE_TARGET = 'node16.17';
const PAGE_TARGET = 'chrome108';

/** Icons that the running app uses: tray, windows and notifications (main/desktop/open-shell.ts). The others are for the packages. */
const ICONS_OF_THE_APP = /^(tray-.*\.(png|ico)|app-256\.png)$/;

/**
 * Builds in memory and then replaces dist/ file by file, so that a running app or another build always finds complete files.
 * @param {{root: string, isRelease: boolean, version?: string | undefined}} options `version`: the version that the command line prints, instead of the one in package.json
 * @returns {Promise<{size: string, metafiles: import('esbuild').Metafile[]}>} the total size for a progress line, and esbuild's list of files for each bundle
 */
export async function bundle({ root, isRelease, version }) {
  // Imported here, not at the top: `npm start` imports this module before `npm ci` has run.
  const { build } = await import('esbuild');
  const out = join(root, 'dist');
  const common = /** @satisfies {import('esbuild').BuildOptions} */ ({
    absWorkingDir: root,
    bundle: true,
    metafile: /** @type {const} */ (true),
    write: /** @type {const} */ (false),
    minify: isRelease,
    sourcemap: isRelease ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': isRelease ? '"production"' : '"development"' },
  });
  const node = /** @satisfies {import('esbuild').BuildOptions} */ ({
    ...common,
    platform: 'node',
    format: 'cjs',
    target: NODE_TARGET,
    // In Electron 22 `import()` does not work from an archive.
    supported: { 'dynamic-import': false },
  });
  const browser = /** @satisfies {import('esbuild').BuildOptions} */ ({
    ...common,
    platform: 'browser',
    format: 'esm',
    target: PAGE_TARGET,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Inlined into the style sheet, because a page loads nothing else.
    loader: { '.svg': 'dataurl' },
  });
  const [main, child, preload, page, promptPreload, prompt, commandLine] = await Promise.all([
    bundleMain(common, NODE_TARGET),
    build({
      ...node,
      entryPoints: ['main/adapters/keychain/keychain-child.ts'],
      outfile: 'dist/keychain-child.cjs',
      external: ['keytar'],
    }),
    build({ ...node, entryPoints: ['preload/index.ts'], outfile: 'dist/preload.cjs', external: ['electron'] }),
    build({
      ...browser,
      entryPoints: { main: 'renderer/main.tsx', style: 'renderer/style.css' },
      // The passphrase check is loaded only when a passphrase is chosen.
      splitting: true,
      chunkNames: '[name]',
      outdir: 'dist/renderer',
    }),
    build({
      ...node,
      entryPoints: ['preload/consent-prompt.ts'],
      outfile: 'dist/consent-preload.cjs',
      external: ['electron'],
    }),
    // Built separately: the consent prompt shares no file with the window.
    build({
      ...browser,
      entryPoints: ['renderer/consent-prompt.tsx', 'renderer/consent-prompt.css'],
      outbase: 'renderer',
      outdir: 'dist/renderer',
    }),
    bundleCommandLine(common, version),
  ]).catch((error) => {
    throw new SetupError(
      'The bundler refused the sources; its messages are above.',
      'Fix them and build again.',
      error,
    );
  });
  const others = { main: main.metafile, keychainChild: child.metafile, commandLine: commandLine.metafiles[0] };
  checkBundles({ ...others, preload: preload.metafile, page: page.metafile });
  checkBundles({ ...others, preload: promptPreload.metafile, page: prompt.metafile });
  const results = [child, preload, page, promptPreload, prompt];
  const built = results.flatMap(({ outputFiles }) => outputFiles);
  /** @type {Map<string, Uint8Array | string>} */
  const files = new Map(built.map(({ path, contents }) => [relative(out, path).replaceAll(sep, '/'), contents]));
  for (const [name, text] of Object.entries(main.files)) files.set(name, text);
  for (const [name, text] of commandLine.files) files.set(`${COMMAND_LINE_FOLDER}/${name}`, text);
  const scripts = [...files].filter(([path]) => !path.endsWith('.map'));
  for (const [path, content] of scripts) refuseFaultTraces(`dist/${path}`, Buffer.from(content).toString('utf8'));
  const size = scripts.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);
  for (const name of ['index.html', 'consent-prompt.html']) {
    files.set(`renderer/${name}`, await readFile(join(root, 'renderer', name)));
  }
  for (const [name, cache] of await commandLineCaches(commandLine.files)) {
    files.set(`${COMMAND_LINE_FOLDER}/${name}`, cache);
  }
  const metafiles = [main, ...results].map(({ metafile }) => metafile).concat(commandLine.metafiles);
  files.set('renderer/third-party-licences.txt', await thirdPartyLicences({ root, metafiles }));
  for (const name of await readdir(join(root, 'build/icons'))) {
    if (ICONS_OF_THE_APP.test(name)) files.set(`icons/${name}`, await readFile(join(root, 'build/icons', name)));
  }
  await replaceFolder(out, files, [`${COMMAND_LINE_FOLDER}/${COMMAND_LINE_ENTRY}`]);
  return { size: formatBytes(size), metafiles };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async (args) => {
    const { size } = await bundle({ root: projectRoot, isRelease: args.includes('--release') });
    process.stdout.write(`Built dist/, ${size}\n`);
  });
}
