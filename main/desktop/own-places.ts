// Where this copy of the app has its command line, data and socket, compared with where a shell looks by default.
import type { App } from 'electron';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { appDataFolder, homeFolder } from '../adapters/places/app-data-folder';
import { type SocketPlace, socketPlace } from '../adapters/handout/socket-place';
import type { CommandLinePlace, OwnPlaces } from '../handout/program-ways';
import { readBoundedSync } from '../adapters/files/bounded-read';
import { startedProgram } from '../adapters/autostart/started-program';
import type { CopySources } from './app-facts';
import { commandLinePlace } from './command-line-place';

type Program = Pick<NodeJS.Process, 'env' | 'geteuid' | 'platform'>;

/** How a shell starts this copy's command line and makes it find this copy. */
export function commandLineOfThisCopy(app: App, program: NodeJS.Process, stateDirectory: string): CommandLinePlace {
  const places = ownPlaces(app, program, stateDirectory);
  return commandLinePlace(copySources(app, program), app.getAppPath(), existsSync, places);
}

type Named = Pick<App, 'getPath'>;

function dataFolders(
  app: Named,
  { env, platform }: Program,
): Pick<OwnPlaces, 'dataDirectory' | 'defaultDataDirectory'> {
  const dataDirectory = resolve(app.getPath('userData'));
  try {
    return { dataDirectory, defaultDataDirectory: resolve(appDataFolder(platform, env, homeFolder())) };
  } catch {
    // No home folder is known, so the command line has no default folder either; this folder was given.
    return { dataDirectory, defaultDataDirectory: undefined };
  }
}

/** Where this copy listens. @throws as {@link socketPlace} */
export function ownSocketPlace(app: Named, program: Program, stateDirectory: string): SocketPlace {
  const { env, platform } = program;
  return socketPlace({ ...dataFolders(app, program), stateDirectory, env, platform, uid: program.geteuid?.() });
}

export function ownPlaces(
  app: Named,
  program: Program,
  stateDirectory: string,
  place: typeof ownSocketPlace = ownSocketPlace,
): OwnPlaces {
  const { env, platform } = program;
  const common = dataFolders(app, program);
  // A private desktop, such as that of npm start, has its own folder for sockets.
  const isSocketInSession =
    platform !== 'linux' || [undefined, '', `/run/user/${program.geteuid?.()}`].includes(env['XDG_RUNTIME_DIR']);
  try {
    return { ...common, isSocketInSession, socket: place(app, program, stateDirectory).path };
  } catch {
    // No socket: its path would be too long.
    return { ...common, isSocketInSession, socket: undefined };
  }
}

/** What shows how this copy was installed. */
export function copySources(app: Pick<App, 'isPackaged'>, program: NodeJS.Process): CopySources {
  const { platform, execPath, env, resourcesPath } = program;
  const { isPackaged } = app;
  return { platform, program: startedProgram(execPath, existsSync), env, isPackaged, ...packageType(resourcesPath) };
}

/** The kind of Linux package, if any. */
function packageType(resources: string): { readonly packageType?: string } {
  try {
    const found = readBoundedSync({ path: join(resources, 'package-type'), maxBytes: 100, followsLinks: false });
    return typeof found === 'object' ? { packageType: found.bytes.toString('utf8') } : {};
  } catch {
    return {};
  }
}
