// Checks everything that must be right before the app opens: switches, addresses, folders, the single-instance lock. Each problem is refused with a message.
// Called by main/desktop/index.ts, before Electron is ready.
import type { App } from 'electron';
import { resolve } from 'node:path';
import { type AxiomEndpoints, resolveAxiomEndpoints } from '../adapters/axiom/axiom-endpoints';
import { nameSessionBus } from '../adapters/d-bus/addresses';
import { unusedBus } from '../adapters/d-bus/unused-bus';
import { appDataFolder, homeFolder } from '../adapters/places/app-data-folder';
import { homeOfUser, stateDirectoryIn } from '../adapters/places/state-folder';
import { AxiomTokenError } from '../core/base/errors';
import { type AppFlags, readAppFlags } from './app-flags';
import { dangerousSwitch, forbidNetworkLogs } from './shell/system/chromium-switches';
import type { Claim } from './shell/system/single-instance';
import { correctFolderVariables } from './start-environment';
import { canBePassedOn, type FilesToOpen } from './opened-file';
import { canMakeFolderIn, checkDataFolder, chooseTemporaryFolder, givenDataFolder } from './start-folders';

/** The options of this run. */
export interface StartOptions {
  readonly endpoints: AxiomEndpoints;
  readonly flags: AppFlags;
  readonly stateDirectory: string;
  /** Messages for the user about problems with which the app can start anyway. */
  readonly notes: readonly string[];
}

/**
 * Reads all options. On Linux it also corrects variables in `env` that Chromium reads: folders, TMPDIR, the session bus.
 * @throws AxiomTokenError with a message for the user
 */
export function readStartOptions(app: App, program: NodeJS.Process): StartOptions {
  const { argv, env, platform } = program;
  const given = givenDataFolder(argv, program.getCreationTime());
  const flags = readAppFlags(argv);
  const endpoints = resolveAxiomEndpoints({
    AXIOM_API_BASE: env['AXIOM_API_BASE'],
    AXIOM_SITE_BASE: env['AXIOM_SITE_BASE'],
  });
  if (app.isPackaged || !endpoints.isSimulator) {
    refuseSwitch(dangerousSwitch(argv));
    forbidNetworkLogs(app, env);
  }
  const notes: (string | undefined)[] = [];
  if (platform === 'linux') {
    notes.push(...correctFolderVariables(env, () => recordedHome(given !== undefined)), unusedBusNote(unusedBus(env)));
    nameSessionBus(env);
  }
  if (platform !== 'linux' && given === undefined) useDataFolder(app, appDataFolder(platform, env, homeFolder()));
  notes.push(checkDataFolder(given, () => app.getPath('userData')));
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

/**
 * Electron finds its folder by HOME only on Linux; elsewhere it asks the system, and the command line would look in
 * another folder where a variable differs.
 */
function useDataFolder(app: App, folder: string): void {
  if (resolve(app.getPath('userData')) !== resolve(folder)) app.setPath('userData', folder);
}

/**
 * The home folder in the system's user record. When there is none: `undefined` if the data folder was given, otherwise an error.
 * @throws AxiomTokenError with a message for the user
 */
function recordedHome(isDataFolderGiven: boolean): string | undefined {
  try {
    return homeOfUser();
  } catch (cause) {
    if (isDataFolderGiven) return undefined;
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message:
        'Your home folder is not known: HOME does not name it, and neither does the user database of this computer.',
      remedy: 'Set HOME to its absolute path, or name folders with --user-data-dir=DIR and --state-directory=DIR.',
      cause,
    });
  }
}

/** A message when the session has a bus but the variable, which all programs obey, names another address. */
function unusedBusNote(address: string | undefined): string | undefined {
  return address === undefined
    ? undefined
    : `Nothing answers at DBUS_SESSION_BUS_ADDRESS, so keychain and tray cannot be reached. The bus of your session is at ${address}. Start the app again with that address, or without the variable.`;
}

/** @throws AxiomTokenError with a message for the user */
function refuseSwitch(name: string | undefined): void {
  if (name === undefined) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `With --${name} tokens would be written into a file, or sent to servers that nobody has checked.`,
    remedy: 'Start the app without it. Nothing was changed.',
  });
}

/** @throws AxiomTokenError with a message for the user, when passing the files to a running app would harm it */
export function refuseLongCommandLine(argv: readonly string[], given: FilesToOpen): void {
  if (canBePassedOn(argv, given)) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: 'The app was started with too many files, or with a file name that is far too long.',
    remedy: 'Open one backup at a time. Nothing was changed.',
  });
}

/** Accepts a first and a second start. @throws AxiomTokenError with a message for the user */
export function refuseWithoutLock(claim: Claim): void {
  if (claim.kind === 'foreign') {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `The data folder is in use by the app on another computer, "${claim.host}", or was when the connection to it ended.`,
      remedy: `Close the app there. If it does not run there, or this computer had that name before, delete ${claim.lock} and start again.`,
    });
  }
  if (claim.kind === 'no-lock') {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `The app could not check that it runs only once: ${claim.lock} could not be written.`,
      remedy: 'Make room on its disk, delete whatever is in its place, then start again.',
    });
  }
}
