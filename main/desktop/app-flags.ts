// Reads the app's own switches from the command line. Called once by main/desktop/index.ts. Electron's and Chromium's switches
// (--user-data-dir, --no-sandbox) are not read here.
import { readFolderSwitch } from './folder-switch';

export interface AppFlags {
  /** `--demo`: start the demo server and sign its profile in. */
  readonly isDemo: boolean;
  /** `--hidden`: start in the tray without a window, where there is a tray. */
  readonly startsHidden: boolean;
  /** `--allow-real-account-on-old-runtime`: the user accepts that this runtime's Chromium gets no security updates. */
  readonly allowsRealAccountOnOldRuntime: boolean;
  /** `--state-directory=<absolute folder>`: replaces the default folder for locks and journals; absent when not given. */
  readonly stateDirectory?: string;
}

/** Ignores all other arguments. @throws AxiomTokenError `INVALID_INPUT` when the switch does not name exactly one absolute path */
export function readAppFlags(argv: readonly string[]): AppFlags {
  const stateDirectory = readFolderSwitch(argv, 'state-directory');
  return {
    isDemo: argv.includes('--demo'),
    startsHidden: argv.includes('--hidden'),
    allowsRealAccountOnOldRuntime: argv.includes('--allow-real-account-on-old-runtime'),
    ...(stateDirectory === undefined ? {} : { stateDirectory }),
  };
}
