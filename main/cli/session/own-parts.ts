// Where the command line finds what is not in its own file: the person's home folder, and the keychain's own process.
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

/** HOME, as Electron takes it for the app's data folder; what the system has on record where that is empty. */
export function homeFolder(): string {
  return homedir() || userInfo().homedir;
}

/** It lies beside the entry; in the single executable its path says which part to start. */
export function keychainChildPath(): string {
  return join(__dirname, 'keychain-child.cjs');
}
