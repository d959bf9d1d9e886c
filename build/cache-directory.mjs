// Where the build scripts keep what is expensive to get and belongs to no single checkout.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder, by the XDG rules; it need not exist yet. */
export function cacheDirectory(/** @type {NodeJS.ProcessEnv} */ env) {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'axiom-token-manager');
}
