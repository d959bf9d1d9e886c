// Where the session bus is: reads D-Bus addresses (chapter "Server Addresses" of the D-Bus specification) and finds the one of this session as
// libsecret and its `secret-tool` do. Used by whoever connects, and by the composition root.
import { statSync } from 'node:fs';
import { launchedBusAddress } from './launched-bus';

/** A socket by its path, or by a name in Linux's abstract namespace. */
export type BusAddress = { readonly path: string } | { readonly abstract: string };

/** What Electron sets where nobody has set an address. No other program knows the word; it stands for "not set". */
const SET_BY_CHROMIUM = 'disabled:';
/** Asks libdbus to find the bus by itself, with dbus-launch as its means; "not set" with another order of looking. */
const FIND_BY_LAUNCH = /^autolaunch:/;
/** Where nobody answers: in place of what would have Chromium start a program for the bus, which ends it. */
const NOWHERE = 'unix:path=/dev/null';
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
  if (isNamed(named)) return named;
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

/** The address of the bus in the session's folder, or in the one that systemd makes for the user, where the program was told of no other, as by cron. */
export function busInFolder(
  { XDG_RUNTIME_DIR: folder }: NodeJS.ProcessEnv,
  uid = process.geteuid?.() ?? NOBODY,
  isOwnSocket: IsOwnSocket = isSocketOf,
): string | undefined {
  const folders = [folder, `${RUNTIME_FOLDERS}/${uid}`];
  return folders.flatMap((each) => sessionBusAddress({ XDG_RUNTIME_DIR: each }, uid, isOwnSocket) ?? [])[0];
}

/** Whether a variable with this value names a bus: Chromium's word and an empty one do not. */
export function isNamed(value: string | undefined): value is string {
  return Boolean(value) && value !== SET_BY_CHROMIUM;
}

/**
 * Names the session's bus in `env` where it is not, for Chromium, which looks for it there when it puts up the tray icon, and for child processes; also
 * where it lies in a folder, or dbus-launch has started it. Takes out what Chromium must not be told. Must run before the app is ready. Without a bus it
 * leaves Chromium's word, which keeps it from starting one.
 */
export function nameSessionBus(
  env: NodeJS.ProcessEnv,
  uid = process.geteuid?.() ?? NOBODY,
  isOwnSocket: IsOwnSocket = isSocketOf,
): void {
  const named = env['DBUS_SESSION_BUS_ADDRESS'];
  const inFolder = () => busInFolder(env, uid, isOwnSocket);
  const launched = () => launchedBusAddress(env);
  const address = isNamed(named) ? withoutPrograms(named, () => launched() ?? inFolder()) : (inFolder() ?? launched());
  if (address !== undefined) env['DBUS_SESSION_BUS_ADDRESS'] = address;
  else if (named !== undefined) env['DBUS_SESSION_BUS_ADDRESS'] = SET_BY_CHROMIUM;
}

/**
 * `named` without what has libdbus start a program, which Chromium does not survive: for dbus-launch what `find` finds, nothing for others. What is no
 * address goes as well, because libdbus would refuse the rest with it, as `secret-tool` does not. `undefined` when it only asked to find one.
 */
function withoutPrograms(named: string, find: () => string | undefined): string | undefined {
  const parts = named.split(';').map((part) => part.trim());
  const kept = parts.flatMap((part) => (FIND_BY_LAUNCH.test(part) ? (find() ?? []) : isConnectable(part) ? part : []));
  if (kept.length > 0) return kept.join(';');
  return parts.some((part) => FIND_BY_LAUNCH.test(part)) ? undefined : NOWHERE;
}

/** Whether a program can connect to an address as it stands. */
function isConnectable(address: string): boolean {
  return /^(?:nonce-)?tcp:/.test(address) || parseBusAddresses(address).length > 0;
}

/** A copy of `env` for programs that look for the bus themselves and do not know Chromium's word. */
export function withoutChromiumsAddress(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DBUS_SESSION_BUS_ADDRESS: address, ...others } = env;
  return address === undefined || address === SET_BY_CHROMIUM ? others : env;
}
