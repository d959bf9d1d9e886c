// The path of the app's socket for a data folder.
import { appDataFolder, homeFolder } from '../../adapters/places/app-data-folder';
import { homeOfUser, stateDirectoryIn } from '../../adapters/places/state-folder';
import { socketPlace } from '../../adapters/handout/socket-place';
import type { Environment } from './command-context';

/** @throws AxiomTokenError `BROKER_UNAVAILABLE` when the path is too long for a socket; `STORAGE_UNAVAILABLE` without a home folder */
export function defaultSocket(
  dataDirectory: string,
  env: Environment,
  platform: NodeJS.Platform,
  stateDirectory?: string,
): string {
  return socketPlace({
    dataDirectory,
    defaultDataDirectory: appDataFolder(platform, env, homeFolder()),
    stateDirectory: stateDirectory ?? stateDirectoryIn(homeOfUser(), platform),
    env,
    platform,
    uid: process.geteuid?.(),
  }).path;
}
