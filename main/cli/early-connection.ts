// Connects to the app before the rest of the command line is loaded, so that the app answers `hello` meanwhile. Only for `axiom-tokens token`, which programs
// call all the time. Nothing else is sent; a run that needs another socket, or none, closes the connection.
import { isAbsolute } from 'node:path';
import { appDataFolder } from '../adapters/places/app-data-folder';
import { dangerousSetting } from './dangerous-environment';
import type { Environment } from './session/command-context';
import { type AppPlace, connectApp, type EarlyConnection } from './session/connect-app';
import { defaultSocket } from './session/default-socket';

export interface EarlySurroundings {
  readonly words: readonly string[];
  readonly env: Environment;
  /** The switches that Node was started with. */
  readonly execArgv: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const COMMAND = 'token';
/** Flags with which the run may use another socket, or none. */
const OTHERWISE = /^--(?:socket|standalone|help|version)(?:=|$)|^-\w*h/;

/**
 * The socket that the run will use, as far as it is known before its arguments are parsed. `undefined`: it is not
 * known, or nothing may be sent.
 */
export function earlyPlace(surroundings: EarlySurroundings, socketOf = defaultSocket): AppPlace | undefined {
  const { words, env, execArgv, platform } = surroundings;
  if (words[0] !== COMMAND || words.some((word) => OTHERWISE.test(word))) return undefined;
  if (dangerousSetting([COMMAND], env, execArgv)) return undefined;
  const key = env['AXIOM_TOKENS_KEY'] || undefined;
  if (key === undefined && env['AXIOM_TOKENS_KEY_FILE']) return undefined;
  try {
    const folder = env['AXIOM_TOKENS_CONFIG_DIR'] || appDataFolder(platform, env, surroundings.home);
    if (!isAbsolute(folder)) return undefined;
    return { path: env['AXIOM_TOKENS_SOCK'] || socketOf(folder, env, platform), key };
  } catch {
    // The run meets the same error and reports it.
    return undefined;
  }
}

/** Begins to connect, if {@link earlyPlace} knows where. */
export function connectEarly(
  place: AppPlace | undefined,
  version: string,
  connect = connectApp,
): EarlyConnection | undefined {
  if (!place) return undefined;
  let connection: ReturnType<typeof connectApp> | undefined = connect(place, version);
  // The run reports a failure, if it takes the connection.
  connection.catch(() => undefined);
  return {
    take({ path, key }) {
      const begun = connection;
      connection = undefined;
      if (path === place.path && key === place.key) return begun;
      begun?.then(
        (client) => client.close(),
        () => undefined,
      );
      return undefined;
    },
  };
}
