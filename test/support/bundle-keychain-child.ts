// Bundles the keychain child as the build does, into its own folder below node_modules, so that keytar is found.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The path of a new `keychain-child.cjs`; `dispose` removes it. */
export async function bundleKeychainChild(): Promise<{ childPath: string; dispose: () => Promise<void> }> {
  const cache = join(process.cwd(), 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'keychain-child-'));
  const childPath = join(folder, 'keychain-child.cjs');
  await build({
    entryPoints: ['main/adapters/keychain/keychain-child.ts'],
    outfile: childPath,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node16.17',
    external: ['keytar'],
    logLevel: 'error',
  });
  return { childPath, dispose: () => rm(folder, { recursive: true, force: true }) };
}
