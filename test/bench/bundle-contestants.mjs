// @ts-check
// Bundles the contestants that are made of our own sources, minified as a release is. Used by run.mjs.
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Helper modules of contestants, which are not contestants themselves. */
const SHARED = ['serve.ts', 'save-sign-in.ts'];

/**
 * @param {string} root
 * @returns {Promise<{pathOf: (name: string) => string, dir: string, dispose: () => Promise<void>}>} `dir` is under node_modules, so that
 *   what is not bundled is found from there; free for files of the bench
 */
export async function bundleContestants(root) {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const dir = await mkdtemp(join(cache, 'bench-'));
  const sources = join(root, 'test/bench/contestants');
  const names = (await readdir(sources)).filter((name) => name.endsWith('.ts') && !SHARED.includes(name));
  await build({
    absWorkingDir: root,
    entryPoints: [...names.map((name) => join(sources, name)), join(root, 'main/adapters/keychain/keychain-child.ts')],
    outdir: dir,
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node16.17',
    external: ['keytar', 'koffi', 'usocket', 'x11'],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return {
    dir,
    pathOf: (name) => join(dir, `${name}.cjs`),
    dispose: () => rm(dir, { recursive: true, force: true }),
  };
}
