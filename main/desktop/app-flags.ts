// Reads the app's own switches from the command line. Called once by main/desktop/index.ts. Electron's and Chromium's switches
// (--user-data-dir, --no-sandbox) are not read here.
import * as path from 'node:path';
import { AxiomTokenError } from '../core/base/errors';

const STATE_DIRECTORY = '--state-directory=';

export interface AppFlags {
  /** `--demo`: start the demo server and sign its profile in. */
  readonly isDemo: boolean;
  /** `--hidden`: start in the tray without a window, where there is a tray. */
  readonly startsHidden: boolean;
  /** `--allow-real-account-on-old-runtime`: the person knows that this runtime's Chromium gets no security updates any more. */
  readonly allowsRealAccountOnOldRuntime: boolean;
  /** `--state-directory=<absolute folder>`: used in place of the person's folder for locks and journals; absent when not given. */
  readonly stateDirectory?: string;
}

/** Ignores all other arguments. @throws AxiomTokenError `INVALID_INPUT` when the folder is not absolute */
export function readAppFlags(argv: readonly string[]): AppFlags {
  const stateDirectory = readStateDirectory(argv);
  return {
    isDemo: argv.includes('--demo'),
    startsHidden: argv.includes('--hidden'),
    allowsRealAccountOnOldRuntime: argv.includes('--allow-real-account-on-old-runtime'),
    ...(stateDirectory === undefined ? {} : { stateDirectory }),
  };
}

function readStateDirectory(argv: readonly string[]): string | undefined {
  const given = argv.find((argument) => argument.startsWith(STATE_DIRECTORY))?.slice(STATE_DIRECTORY.length);
  if (given === undefined || path.isAbsolute(given)) return given;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `${STATE_DIRECTORY}${given} does not name a folder from the root on.`,
    remedy: 'Give the whole path of a folder, or leave the switch out.',
  });
}
