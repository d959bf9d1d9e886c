// Where the session bus is: reads D-Bus addresses (chapter "Server Addresses" of the D-Bus specification) and finds the one of this session as
// libsecret and its `secret-tool` do. Used by whoever connects, and by the composition root.
import { statSync } from 'node:fs';
import { launchedBusAddress } from './launched-bus';

/** A socket by its path, or by a name in Linux's abstract namespace. */
export type BusAddress = { readonly path: string } | { readonly abstract: string };

/** What Electron sets where nobody has set an address. No other program knows the word; it stands for "not set". */
const SET_BY_CHROMIUM = 'disabled:';
/** The most that the system takes as the name of a socket. */
const MAX_NAME_BYTES = 107;
/** Where users have no number there is no session bus. */
const NOBODY = -1;
/** Where systemd makes the folder of each user's session. */
const RUNTIME_FOLDERS = '/run/user';

/** The sockets that an address names, in its order; several are separated by `;`. Those of kinds that a session bus does not have are left out. */
export function parseBusAddresses(text: string): readonly BusAddress[] {
  return text.split(';').flatMap((address) => {
    const [, pairs] = /^unix:(.*)$/.exec(address.trim()) ?? [];
    const [, kind, escaped] = /(?:^|,)(path|abstract)=([^,]+)/.exec(pairs ?? '') ?? [];
    const name = escaped === undefined ? undefined : unescape(escaped);
    if (name === undefined || Buffer.byteLength(name) > MAX_NAME_BYTES || name.includes('\0')) return [];
    return [kind === 'path' ? { path: name } : { abstract: name }];
  });
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an escape: the address is damaged.
    return undefined;
  }
}

/** Whether a path is a socket of the user with this number. */
type IsOwnSocket = (path: string, uid: number) => boolean;

/** The address of this session's bus, `undefined` when there is none: the variable, else the socket in the session's folder. */
export function sessionBusAddress(
  env: NodeJS.ProcessEnv,
  uid = process.geteuid?.() ?? NOBODY,
  isOwnSocket: IsOwnSocket = isSocketOf,
): string | undefined {
  const { DBUS_SESSION_BUS_ADDRESS: named, XDG_RUNTIME_DIR: folder } = env;
  if (named && named !== SET_BY_CHROMIUM) return named;
  if (!folder || !isOwnSocket(`${folder}/bus`, uid)) return undefined;
  return `unix:path=${encodeURIComponent(folder).replaceAll('%2F', '/')}/bus`;
}

function isSocketOf(path: string, uid: number): boolean {
  try {
    const found = statSync(path);
    return found.isSocket() && found.uid === uid;
  } catch {
    // Not there, or in the folder of another user, as after `su`: a value here, not a failure.
    return false;
  }
}

/**
 * Names the session's bus in `env` where it is not, for Chromium, which looks for it there when it puts up the tray icon, and for child processes; also
 * where the program was told of neither bus nor folder, as by cron, or dbus-launch has started it. Must run before the app is ready. Without a bus it
 * leaves Chromium's word, which keeps it from starting one.
 */
export function nameSessionBus(
  env: NodeJS.ProcessEnv,
  uid = process.geteuid?.() ?? NOBODY,
  isOwnSocket: IsOwnSocket = isSocketOf,
): void {
  const address =
    sessionBusAddress(env, uid, isOwnSocket) ??
    sessionBusAddress({ XDG_RUNTIME_DIR: `${RUNTIME_FOLDERS}/${uid}` }, uid, isOwnSocket) ??
    launchedBusAddress(env);
  if (address !== undefined) env['DBUS_SESSION_BUS_ADDRESS'] = address;
}

/** A copy of `env` for programs that look for the bus themselves and do not know Chromium's word. */
export function withoutChromiumsAddress(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DBUS_SESSION_BUS_ADDRESS: address, ...others } = env;
  return address === undefined || address === SET_BY_CHROMIUM ? others : env;
}
