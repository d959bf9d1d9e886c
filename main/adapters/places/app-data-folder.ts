// The app's data folder and the home folder it is in, by one rule for the app and for the command line. The state folder has another rule: see state-folder.ts.
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { homeOfUser } from './state-folder';

type Environment = Readonly<Record<string, string | undefined>>;

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

/** The default data folder: Electron's `userData` without `--user-data-dir`. */
export function appDataFolder(platform: NodeJS.Platform, env: Environment, home: string): string {
  const name = 'Axiom Token Manager';
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', name);
    case 'win32':
      return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), name);
    default: {
      const config = env['XDG_CONFIG_HOME'];
      return join(config?.startsWith('/') ? config : join(home, '.config'), name);
    }
  }
}
