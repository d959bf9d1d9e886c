// Bundles the keychain child as the build does, where it can find keytar.
import { bundleProgram } from './bundle-program';

/** The path of a new `keychain-child.cjs`; `dispose` removes it. */
export async function bundleKeychainChild(): Promise<{ childPath: string; dispose: () => Promise<void> }> {
  const source = 'main/adapters/keychain/keychain-child.ts';
  const { path, dispose } = await bundleProgram(source, { target: 'node16.17', external: ['keytar'] });
  return { childPath: path, dispose };
}
