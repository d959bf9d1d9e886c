// Explains why the broker cannot be reached, and refuses a socket that is not safe. Used by the client.
import { AxiomTokenError } from '../../core/base/errors';

/** The facts about a file that decide whether a client may connect to it. */
export interface LinkEntry {
  readonly isSocket: boolean;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  readonly uid: number;
  readonly mode: number;
}

/** The socket and its folder; `undefined` for what does not exist. */
export interface Link {
  readonly path: string;
  readonly folderPath: string;
  readonly socket: LinkEntry | undefined;
  readonly folder: LinkEntry | undefined;
  readonly ownUid: number;
}

const START = 'Start the app, or continue without it with --standalone.';
const STICKY = 0o1000;

/** Why a client must not connect there, or `undefined`. A socket of another user could receive secrets. Pure. */
export function refuseLink(link: Link): AxiomTokenError | undefined {
  const { path, folderPath, socket, folder } = link;
  if (!folder) return nobodyThere(`The app does not run: there is no folder ${folderPath}.`);
  return linkProblem(link) ?? (socket ? undefined : nobodyThere(`The app does not run: there is no socket ${path}.`));
}

/** What is wrong with the socket or its folder; `undefined` also when they do not exist. Pure. */
export function linkProblem({ path, folderPath, socket, folder, ownUid }: Link): AxiomTokenError | undefined {
  if (!folder) return undefined;
  if (!folder.isFolder) {
    const what = folder.isLink ? 'a link' : 'no folder';
    return unavailable(`${folderPath} is ${what}, so nothing in it is trusted.`, whatHelps(path, folderPath));
  }
  if (folder.uid !== ownUid && folder.uid !== 0) {
    return unavailable(
      `The folder ${folderPath} belongs to another user of this computer.`,
      whatHelps(path, folderPath),
    );
  }
  if ((folder.mode & 0o022) !== 0 && (folder.mode & STICKY) === 0) {
    return unavailable(
      `Other users can write to the folder ${folderPath}.`,
      `Close it with: chmod 700 '${folderPath}'`,
    );
  }
  if (!socket) return undefined;
  if (!socket.isSocket) {
    const what = socket.isLink ? 'a link' : 'no socket';
    return unavailable(`${path} is ${what}, so it is not trusted.`, whatHelps(path, path));
  }
  if (socket.uid !== ownUid) {
    return unavailable(`The socket ${path} belongs to another user of this computer.`, whatHelps(path, path));
  }
  return undefined;
}

/** Why the connection failed, by the system's error code. Pure. */
export function connectFailure(path: string, code: string | undefined): AxiomTokenError {
  switch (code) {
    case 'ECONNREFUSED':
      return nobodyThere(`The app has ended: nobody listens at its socket ${path} any more.`);
    case 'ENOENT':
      return nobodyThere(`The app does not run: there is no socket ${path}.`);
    case 'EACCES':
    case 'EPERM':
      return unavailable(`You may not use the socket ${path}.`, 'Run this as the user whose app it is.');
    case 'EAGAIN':
      return unavailable(`Too many programs wait at the socket ${path}.`, 'Try again in a moment.');
    default:
      return unavailable(`The socket ${path} could not be used (${code ?? 'unknown reason'}).`, START);
  }
}

export function unavailable(message: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('BROKER_UNAVAILABLE', { message, remedy });
}

const NOBODY_THERE = 'nobody there';

function nobodyThere(message: string): AxiomTokenError {
  return new AxiomTokenError('BROKER_UNAVAILABLE', { message, remedy: START, cause: NOBODY_THERE });
}

/** Whether a failure to connect means that no program was at the socket, and not that one could not be used. */
export function isNobodyThere({ cause }: AxiomTokenError): boolean {
  return cause === NOBODY_THERE;
}

/**
 * Only a file with the name of the app's own socket blocks the app. Any other path was given by the user, and can be
 * any file.
 */
const OWN_NAME = /\/broker(?:-[0-9a-f]{8})?\.sock$/;

function whatHelps(socket: string, found: string): string {
  return OWN_NAME.test(socket)
    ? `Move ${found} away, or name the right socket with --socket.`
    : 'Give the socket of the app with --socket or AXIOM_TOKENS_SOCK. Without them, the app is found automatically.';
}
