// Paths that the command line needs: the user's home folder, and the program of the keychain process.
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { homeOfUser } from '../../adapters/places/state-folder';

/**
 * `HOME`, which Electron uses for the app's data folder as well; the home folder in the system's user database when
 * it is not an absolute path. @throws AxiomTokenError as {@link homeOfUser}
 */
export function homeFolder(): string {
  return homeOfUser(() => {
    const home = homedir();
    return isAbsolute(home) ? home : userInfo().homedir;
  });
}

/** The file beside the entry file. The single executable recognises by this path which program it must run. */
export function keychainChildPath(): string {
  return join(__dirname, 'keychain-child.cjs');
}
