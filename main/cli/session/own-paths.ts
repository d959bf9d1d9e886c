// Paths that the command line needs: the person's home folder, and the program of the keychain process.
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** `HOME`, as the app uses it; the system's user record when that is not an absolute path. */
export function homeFolder(): string {
  const home = homedir();
  return isAbsolute(home) ? home : userInfo().homedir;
}

/** Beside the entry file; the single executable chooses the program to run by this path. */
export function keychainChildPath(): string {
  return join(__dirname, 'keychain-child.cjs');
}
