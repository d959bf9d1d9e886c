// Where the command line finds what is not in its own file: the person's home folder, and the keychain's own process.
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** HOME, as the app takes it: what the system has on record where that is no whole path. */
export function homeFolder(): string {
  const home = homedir();
  return isAbsolute(home) ? home : userInfo().homedir;
}

/** It lies beside the entry; in the single executable its path says which part to start. */
export function keychainChildPath(): string {
  return join(__dirname, 'keychain-child.cjs');
}
