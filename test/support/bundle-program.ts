// Bundles a program for tests into a folder of its own below node_modules, so that what is not bundled is found from there.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** The bundle, until `dispose` removes it with its folder. */
export interface BundledProgram {
  readonly path: string;
  /** Free for files of the test. */
  readonly folder: string;
  dispose(): Promise<void>;
}

/** `source` from the project's root on; `more` says what is not bundled, and for which Node it is. */
export async function bundleProgram(
  source: string,
  more: Pick<BuildOptions, 'external' | 'target'> = {},
): Promise<BundledProgram> {
  const name = basename(source, '.ts');
  const cache = join(process.cwd(), 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, `${name}-`));
  const path = join(folder, `${name}.cjs`);
  await build({
    ...more,
    entryPoints: [source],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  return { path, folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}
