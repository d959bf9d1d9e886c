// Bundles a program for tests into its own folder below node_modules, where it can find packages that are not bundled.
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** The bundle; `dispose` removes it with its folder. */
export interface BundledProgram {
  readonly path: string;
  /** For the test's own files. */
  readonly folder: string;
  dispose(): Promise<void>;
}

export interface BundleOptions extends Pick<BuildOptions, 'external' | 'target'> {
  /** From its second start on it has V8's code cache; it then consists of several files. */
  readonly startsOften?: boolean;
}

const START = join(import.meta.dirname, 'start-with-code-cache.cjs');

/** `source`: path from the project's root. */
export async function bundleProgram(
  source: string,
  { startsOften = false, ...more }: BundleOptions = {},
): Promise<BundledProgram> {
  const name = basename(source, '.ts');
  const cache = join(process.cwd(), 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, `${name}-`));
  const path = join(folder, `${name}.cjs`);
  await build({
    ...more,
    entryPoints: [source],
    outfile: startsOften ? `${path}.function` : path,
    ...(startsOften && {
      banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
      footer: { js: '})' },
      // A script with a code cache has no `import()`; nor has the build.
      supported: { 'dynamic-import': false },
    }),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  if (startsOften) await copyFile(START, path);
  return { path, folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}
