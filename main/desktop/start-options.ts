// What must be right before the app is opened: switches, addresses, folders, the lock of the single instance. Each is refused in words.
// Called by main/desktop/index.ts, before Electron is ready.
import type { App } from 'electron';
import { type AxiomEndpoints, resolveAxiomEndpoints } from '../adapters/axiom/axiom-endpoints';
import { homeOfUser, stateDirectoryIn } from '../adapters/places/state-folder';
import { AxiomTokenError } from '../core/base/errors';
import { type AppFlags, readAppFlags } from './app-flags';
import { dangerousSwitch, forbidNetworkLogs } from './shell/system/chromium-switches';
import type { Claim } from './shell/system/single-instance';
import { canMakeFolderIn, checkDataFolder, chooseTemporaryFolder } from './start-folders';

/** How the app is to run. */
export interface StartOptions {
  readonly endpoints: AxiomEndpoints;
  readonly flags: AppFlags;
  readonly stateDirectory: string;
  /** Words for the person about what is not as it should be, and with which the app starts all the same. */
  readonly notes: readonly string[];
}

/** Reads all of it; sets TMPDIR where another folder is taken. @throws AxiomTokenError in words for a person */
export function readStartOptions(app: App, { argv, env, platform }: NodeJS.Process): StartOptions {
  const flags = readAppFlags(argv);
  const endpoints = resolveAxiomEndpoints({
    AXIOM_API_BASE: env['AXIOM_API_BASE'],
    AXIOM_SITE_BASE: env['AXIOM_SITE_BASE'],
  });
  if (app.isPackaged || !endpoints.isSimulator) {
    refuseSwitch(dangerousSwitch(argv));
    forbidNetworkLogs(app, env);
  }
  const notes = [checkDataFolder(argv, () => app.getPath('userData'))];
  if (platform === 'linux') {
    const { folder, note } = chooseTemporaryFolder(env, canMakeFolderIn);
    if (note !== undefined) env['TMPDIR'] = folder;
    notes.push(note);
  }
  return {
    endpoints,
    flags,
    stateDirectory: flags.stateDirectory ?? stateDirectoryIn(homeOfUser(), platform),
    notes: notes.filter((note): note is string => note !== undefined),
  };
}

/** @throws AxiomTokenError in words for a person */
function refuseSwitch(name: string | undefined): void {
  if (name === undefined) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `With --${name} tokens would be written into a file, or sent to servers that nobody has checked.`,
    remedy: 'Start the app without it. Nothing was changed.',
  });
}

/** Lets the first app and a second one pass. @throws AxiomTokenError in words for a person */
export function refuseWithoutLock(claim: Claim): void {
  if (claim.kind === 'foreign') {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `The data folder is in use by the app on another computer, "${claim.host}", or was when that was cut off.`,
      remedy: `Close the app there. If it does not run there, or this computer had that name before, delete ${claim.lock} and start again.`,
    });
  }
  if (claim.kind === 'no-lock') {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `It cannot be made sure that the app runs only once: ${claim.lock} could not be written.`,
      remedy: 'Make room on its disk, delete whatever lies in its place, then start again.',
    });
  }
}
