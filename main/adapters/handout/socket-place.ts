// Where the broker's socket is: the one answer for the app that listens and for the command line that knocks.
import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';

const NAME = 'axiom-token-manager';

export interface SocketPlaceParts {
  /** Of the app that listens. */
  readonly dataDirectory: string;
  /** The data folder that the app has when nobody names one: its socket has the plain name. */
  readonly defaultDataDirectory: string;
  /** The person's folder for locks and journals (`stateDirectoryIn`). */
  readonly stateDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Absent on Windows. */
  readonly uid: number | undefined;
  /** Whether a path is a folder of that user; asked of the system unless given. */
  readonly isOwnFolder?: (path: string, uid: number) => boolean;
}

export interface SocketPlace {
  /** What is listened at: a path, or the name of a Windows pipe. */
  readonly path: string;
  /** The folder that must be its owner's alone; absent for a pipe. */
  readonly folder?: string;
}

/** The most bytes of a path to a socket, without the zero at its end. */
const LONGEST: Partial<Record<NodeJS.Platform, number>> = { darwin: 103 };
const LONGEST_ELSEWHERE = 107;

/** @throws AxiomTokenError `BROKER_UNAVAILABLE` where the path would be longer than the system allows */
export function socketPlace(parts: SocketPlaceParts): SocketPlace {
  const { platform } = parts;
  if (platform === 'win32') return { path: `\\\\.\\pipe\\${NAME}-${pipeHash(parts)}` };
  const folder = folderOf(parts);
  const path = posix.join(folder, `broker${suffix(parts)}.sock`);
  if (Buffer.byteLength(path) > (LONGEST[platform] ?? LONGEST_ELSEWHERE)) throw tooLong(path);
  return { path, folder };
}

function folderOf({ platform, env, uid, stateDirectory, isOwnFolder = isFolderOf }: SocketPlaceParts): string {
  const candidates = platform === 'darwin' ? [env['TMPDIR']] : [env['XDG_RUNTIME_DIR'], `/run/user/${uid}`];
  // A variable may be left over from another user (su, sudo); a job of cron has none, though the folder is there.
  const found = candidates.find(
    (each) => each && posix.isAbsolute(each) && uid !== undefined && isOwnFolder(each, uid),
  );
  return found === undefined ? stateDirectory : posix.join(found, NAME);
}

/** Empty for the data folder that the app has by itself. */
function suffix({ dataDirectory, defaultDataDirectory }: SocketPlaceParts): string {
  const own = resolve(dataDirectory);
  return own === resolve(defaultDataDirectory) ? '' : `-${shortHash(own, 8)}`;
}

/** Names of pipes are shared by all users of the computer, so whose it is stands in the name; Node does not tell the user's SID. */
function pipeHash(parts: SocketPlaceParts): string {
  return `${shortHash(parts.stateDirectory.toLowerCase(), 16)}${suffix(parts)}`;
}

function shortHash(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

function isFolderOf(path: string, uid: number): boolean {
  try {
    const entry = lstatSync(path);
    return entry.isDirectory() && entry.uid === uid;
  } catch {
    return false;
  }
}

function tooLong(path: string): AxiomTokenError {
  return new AxiomTokenError('BROKER_UNAVAILABLE', {
    message: `The path of the socket, ${path}, is longer than the system allows.`,
    remedy: 'Set XDG_RUNTIME_DIR to a folder of yours with a shorter path, for the app and for axiom-tokens alike.',
  });
}
