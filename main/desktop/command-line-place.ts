// Where this copy's command line is, and what a person has to type to start it. Pure, except for the check whether a file exists.
import { dirname, join } from 'node:path';
import {
  appImageSetUp,
  bothSetUps,
  type CommandLinePlace,
  type OwnPlaces,
  ownPlacesSetUp,
} from '../handout/program-ways';
import { appImageOf } from '../adapters/autostart/started-program';
import { howInstalled, type CopySources } from './app-facts';

const NAME = 'axiom-tokens';

/** `appPath`: the source folder when the app runs from source. */
export function commandLinePlace(
  copy: CopySources,
  appPath: string,
  isThere: (path: string) => boolean,
  places: OwnPlaces,
): CommandLinePlace {
  const { command, setUp: named } = startedBy(copy, appPath, isThere);
  const setUp = bothSetUps(named, ownPlacesSetUp(places, copy.platform));
  return setUp ? { command, setUp } : { command };
}

function startedBy(copy: CopySources, appPath: string, isThere: (path: string) => boolean): CommandLinePlace {
  const { platform, program, env, isPackaged } = copy;
  if (!isPackaged) return { command: ['node', join(appPath, 'dist', 'cli', `${NAME}.cjs`)] };
  const appImage = platform === 'linux' ? appImageOf(program, env) : undefined;
  if (appImage !== undefined) return { command: [NAME], setUp: appImageSetUp(appImage) };
  const beside = join(dirname(program), platform === 'win32' ? `${NAME}.exe` : NAME);
  const isInPath = platform === 'linux' && howInstalled(copy).kind !== 'Unpacked folder';
  // Not beside the app: a package made by others, or installed by npm.
  return { command: isInPath || !isThere(beside) ? [NAME] : [beside] };
}
