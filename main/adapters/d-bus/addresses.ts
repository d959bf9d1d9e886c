// Finds the address of the D-Bus session bus as libsecret and its `secret-tool` do, and reads D-Bus addresses (chapter "Server Addresses" of the D-Bus
// specification). Used by everything that connects, and by the composition root.
import { statSync } from 'node:fs';
import { launchedBusAddress } from './launched-bus';

/** A socket by its path, or by a name in Linux's abstract namespace. */
export type BusAddress = { readonly path: string } | { readonly abstract: string };

/** Electron sets this when no address is set. No other program knows it; it means "not set". */
const SET_BY_CHROMIUM = 'disabled:';
/** An address that makes libdbus find the bus with dbus-launch. Treated as "not set", but with another order of search. */
const FIND_BY_LAUNCH = /^autolaunch:/;
/** An address where nothing answers. It replaces addresses that make libdbus start a program, because Chromium crashes then. */
const NOWHERE = 'unix:path=/dev/null';
/** The longest name of a socket that the system accepts. */
const MAX_NAME_BYTES = 107;
/** Stands for the user id on systems without user ids, which have no session bus either. */
const NOBODY = -1;
/** The folder in which systemd makes a folder for each user's session. */
const RUNTIME_FOLDERS = '/run/user';

/** The sockets in an address, in their order; several are separated by `;`. Kinds that a session bus does not have are left out. */
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

/** Whether a path is a socket that the user with this id owns. */
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
    // It does not exist, or is in the folder of another user (after `su`); both are normal.
    return false;
  }
}

/** The address of the bus in the session's folder, or in the one that systemd makes for the user; for programs without a bus variable, such as those of cron. */
export function busInFolder(
  { XDG_RUNTIME_DIR: folder }: NodeJS.ProcessEnv,
  uid = process.geteuid?.() ?? NOBODY,
  isOwnSocket: IsOwnSocket = isSocketOf,
): string | undefined {
  const folders = [folder, `${RUNTIME_FOLDERS}/${uid}`];
  return folders.flatMap((each) => sessionBusAddress({ XDG_RUNTIME_DIR: each }, uid, isOwnSocket) ?? [])[0];
}

/** Whether a variable with this value names a bus: an empty one and {@link SET_BY_CHROMIUM} do not. */
export function isNamed(value: string | undefined): value is string {
  return Boolean(value) && value !== SET_BY_CHROMIUM;
}

/**
 * Sets the address of the session bus in `env` if it is not set, for Chromium, which needs it for the tray icon, and for child processes; also finds a bus in
 * the session's folder or one of dbus-launch. Removes addresses that would crash Chromium. Must run before the app is ready. Without a bus it sets
 * {@link SET_BY_CHROMIUM}, which keeps Chromium from starting one.
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
 * `named` without addresses that make libdbus start a program, which crashes Chromium: those for dbus-launch are replaced by what `find` finds, others are
 * removed. Texts that are not addresses are removed too, because libdbus would refuse the others with them. `undefined` when nothing is left and dbus-launch was asked for.
 */
function withoutPrograms(named: string, find: () => string | undefined): string | undefined {
  const parts = named.split(';').map((part) => part.trim());
  const kept = parts.flatMap((part) => (FIND_BY_LAUNCH.test(part) ? (find() ?? []) : isConnectable(part) ? part : []));
  if (kept.length > 0) return kept.join(';');
  return parts.some((part) => FIND_BY_LAUNCH.test(part)) ? undefined : NOWHERE;
}

/** Whether a program can connect to the address directly. */
function isConnectable(address: string): boolean {
  return /^(?:nonce-)?tcp:/.test(address) || parseBusAddresses(address).length > 0;
}

/** A copy of `env` without {@link SET_BY_CHROMIUM}, for programs that look for the bus themselves. */
export function withoutChromiumsAddress(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DBUS_SESSION_BUS_ADDRESS: address, ...others } = env;
  return address === undefined || address === SET_BY_CHROMIUM ? others : env;
}
