// The path of the broker's socket, the same for the app that listens and for the command line that connects.
import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';

const NAME = 'axiom-token-manager';

export interface SocketPlaceParts {
  /** The data folder of the app that listens. */
  readonly dataDirectory: string;
  /** The default data folder; its socket has the plain name. Absent where no home folder is known. */
  readonly defaultDataDirectory: string | undefined;
  /** The user's folder for locks and journals (`stateDirectoryIn`). */
  readonly stateDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Absent on Windows. */
  readonly uid: number | undefined;
  /** Whether a path is a folder of that user. Absent: the system is asked. */
  readonly isOwnFolder?: (path: string, uid: number) => boolean;
}

export interface SocketPlace {
  /** The path of the socket, or the name of a Windows pipe. */
  readonly path: string;
  /** The folder that only its owner may access; absent for a pipe. */
  readonly folder?: string;
}

/** The longest path of a socket in bytes, without the zero byte at its end. */
const LONGEST: Partial<Record<NodeJS.Platform, number>> = { darwin: 103 };
const LONGEST_ELSEWHERE = 107;

/** Finds the path. @throws AxiomTokenError `BROKER_UNAVAILABLE` when it would be longer than the system allows */
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
  // The variable may be of another user (su, sudo), or missing although the folder exists (cron).
  const found = candidates.find(
    (each) => each && posix.isAbsolute(each) && uid !== undefined && isOwnFolder(each, uid),
  );
  return found === undefined ? stateDirectory : posix.join(found, NAME);
}

/** A suffix for the data folder; empty for the default one. */
function suffix({ dataDirectory, defaultDataDirectory }: SocketPlaceParts): string {
  const own = resolve(dataDirectory);
  return defaultDataDirectory !== undefined && own === resolve(defaultDataDirectory) ? '' : `-${shortHash(own, 8)}`;
}

/**
 * A hash that makes the name of the pipe unique for the user, because all users share the names of pipes. It is made
 * from a path, because Node does not provide the user's SID.
 */
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
    remedy: 'Set XDG_RUNTIME_DIR to a folder of yours with a shorter path, both for the app and for axiom-tokens.',
  });
}
