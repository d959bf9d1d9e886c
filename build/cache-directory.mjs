// The folder in which the build scripts cache large downloads, shared by all checkouts.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder, by the XDG rules; it need not exist yet. */
export function cacheDirectory(/** @type {NodeJS.ProcessEnv} */ env) {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'axiom-token-manager');
}
