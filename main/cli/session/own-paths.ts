// Paths that the command line needs: the person's home folder, and the program of the keychain process.
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { homeOfUser } from '../../adapters/places/state-folder';

/** `HOME`, which Electron uses for the app's data folder as well; the system's user record when it is not a whole path. @throws AxiomTokenError as {@link homeOfUser} */
export function homeFolder(): string {
  return homeOfUser(() => {
    const home = homedir();
    return isAbsolute(home) ? home : userInfo().homedir;
  });
}

/** Beside the entry file; the single executable chooses the program to run by this path. */
export function keychainChildPath(): string {
  return join(__dirname, 'keychain-child.cjs');
}
