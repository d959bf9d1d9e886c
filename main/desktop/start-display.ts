// Whether a screen exists for windows, as far as it can be known before Chromium starts: without one, Chromium ends
// the program by a signal, with technical messages. Called by main/desktop/index.ts, on Linux only.
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { mayListenAtName } from '../adapters/files/abstract-sockets';
import { AxiomTokenError } from '../core/base/errors';
import { valuesOfSwitch } from './folder-switch';

/** From this version on Electron uses Wayland automatically. */
const FIRST_ELECTRON_ON_WAYLAND = 38;
/** Where X servers of this computer listen, also as an abstract socket name. */
const X_SOCKETS = '/tmp/.X11-unix';

/** The facts for the decision. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Whether the app runs from a package. */
  readonly isPackaged: boolean;
  readonly argv: readonly string[];
  /** Electron's major version. */
  readonly electron: number;
  /** Whether a socket of this name exists. */
  readonly isThere: (socket: string) => boolean;
}

/** The facts of this process. */
export function surroundingsOf({ env, argv, versions }: NodeJS.Process, isPackaged: boolean): Surroundings {
  return { env, argv, isPackaged, electron: Number.parseInt(versions['electron'] ?? '', 10), isThere: isSocketThere };
}

/** Why no window can be shown; `undefined` when one can, or when only Chromium can find out. Pure. */
export function missingDisplay({ env, argv, electron, isThere }: Omit<Surroundings, 'isPackaged'>): string | undefined {
  const platform = valuesOfSwitch(argv, 'ozone-platform').at(-1);
  if (platform !== undefined && platform !== 'x11' && platform !== 'wayland') return undefined;
  const isAsked = platform === 'wayland' || /auto|wayland/.test(hintOf(env, argv));
  const canTakeWayland = platform !== 'x11' && (isAsked || electron >= FIRST_ELECTRON_ON_WAYLAND);
  if (canTakeWayland && hasWayland(env, isThere)) return undefined;
  const x = platform === 'wayland' ? undefined : socketOfX(env['DISPLAY']);
  if (x === 'elsewhere' || (x !== undefined && isThere(x))) return undefined;
  if (!canTakeWayland && hasWayland(env, isThere))
    return 'this session has only Wayland, which this version does not use automatically';
  const name = platform === 'wayland' || (!env['DISPLAY'] && env['WAYLAND_DISPLAY']) ? 'WAYLAND_DISPLAY' : 'DISPLAY';
  return env[name] ? `${name} is "${env[name]}", and nothing is there` : `${name} is not set`;
}

function hintOf(env: NodeJS.ProcessEnv, argv: readonly string[]): string {
  return valuesOfSwitch(argv, 'ozone-platform-hint').at(-1) ?? env['ELECTRON_OZONE_PLATFORM_HINT'] ?? '';
}

function hasWayland(env: NodeJS.ProcessEnv, isThere: Surroundings['isThere']): boolean {
  const { WAYLAND_DISPLAY: name, WAYLAND_SOCKET: inherited, XDG_RUNTIME_DIR: folder = '' } = env;
  return Boolean(inherited) || Boolean(name && isThere(path.resolve(folder, name)));
}

/** The socket of a display on this computer; `elsewhere` for another computer's display or an unknown form. */
function socketOfX(display: string | undefined): string | undefined {
  if (!display) return undefined;
  const number = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(display)?.[1];
  return number === undefined ? 'elsewhere' : `${X_SOCKETS}/X${number}`;
}

/** Whether a socket has this path, or this name in the abstract namespace. */
export function isSocketThere(socket: string): boolean {
  return existsSync(socket) || mayListenAtName(socket);
}

/** @throws AxiomTokenError with a message for the user when no window can be shown */
export function refuseWithoutDisplay(surroundings: Surroundings): void {
  const why = missingDisplay(surroundings);
  if (why === undefined) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `There is no screen to show the window on: ${why}.`,
    remedy: `Start the app inside your desktop session; on Wayland without X add --ozone-platform=wayland${
      surroundings.isPackaged ? '' : ', and on a computer without a screen use `npm start`'
    }. Your tokens are untouched.`,
  });
}
