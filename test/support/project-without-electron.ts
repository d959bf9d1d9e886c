// A project without a downloaded Electron, for tests of finding and downloading it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

/** Its folder, and the environment of its scripts, whose cache is in it. Call it inside a test. */
export async function projectWithoutElectron() {
  const root = await temporaryFolder();
  const env: NodeJS.ProcessEnv = { XDG_CACHE_HOME: join(root, 'cache') };
  await mkdir(join(root, 'node_modules/electron'), { recursive: true });
  await writeFile(join(root, 'node_modules/electron/package.json'), '{"version":"45.0.0"}');
  return { root, env };
}
