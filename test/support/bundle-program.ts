// Bundles a program for tests into its own folder below node_modules, where it can find packages that are not bundled.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** The bundle; `dispose` removes it with its folder. */
export interface BundledProgram {
  readonly path: string;
  /** For the test's own files. */
  readonly folder: string;
  dispose(): Promise<void>;
}

/** `source`: path from the project's root. `more`: external packages and the target Node. */
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
