// The state folder of a user, for what belongs to places and not to a data folder: locks, journals, removal marks.
// Every process of the user must find the same folder, so its path is made from the home folder in the system's list
// of users, never from environment variables.
import { constants, type Stats } from 'node:fs';
import * as nodeFileSystem from 'node:fs/promises';
import { chmod, lstat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, posix, win32 } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import { type AtomicFileSystem, syncFolder } from '../files/atomic-file';
import { makeFolders } from '../files/make-folders';
import { isMissing, toStorageError } from '../files/storage-error';

const NAME = 'axiom-token-manager';

/** The path of the state folder, below a home folder (`os.userInfo().homedir`). */
export function stateDirectoryIn(home: string, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', `${NAME}-state`);
    case 'win32':
      return win32.join(home, 'AppData', 'Local', `${NAME}-state`);
    default:
      return posix.join(home, '.local', 'state', NAME);
  }
}

/**
 * The user's home folder in the system's list of users. @throws AxiomTokenError `STORAGE_UNAVAILABLE` when the user has no entry
 */
export function homeOfUser(ask: () => string = () => userInfo().homedir): string {
  try {
    return ask();
  } catch (error) {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: 'The home folder of your user is unknown to this computer.',
      remedy:
        'Give this user an entry in the system’s list of users, or start the app with --state-directory=FOLDER. Your tokens are untouched.',
      cause: error,
    });
  }
}

/**
 * Makes the folder with mode 0700 if it is missing, and takes the read access of other users away. Call it before every write in it.
 * @throws AxiomTokenError `STORAGE_DENIED` when other users can write to it or it belongs to another user, `STORAGE_UNAVAILABLE` when it is not a folder, and
 * `STORAGE_*` when it cannot be written; the message names the folder
 */
export async function prepareStateFolder(
  directory: string,
  fileSystem?: AtomicFileSystem,
  access: typeof nodeFileSystem.access = nodeFileSystem.access,
): Promise<void> {
  try {
    const status = await statusOf(directory);
    if (!status) {
      const made = await makeFolders(directory);
      if (made !== undefined) await syncFolder(dirname(made), fileSystem);
      return;
    }
    const refusal = refusalOf(directory, status, process.geteuid?.());
    if (refusal) throw refusal;
    // Windows has no such mode; below the home folder only its owner has access there.
    if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) await chmod(directory, 0o700);
    // Checked, because in a folder without write access an existing lock file can still be locked, but no journal could be written.
    await access(directory, constants.W_OK);
  } catch (error) {
    throw toStorageError(error, directory, 'write');
  }
}

/** Why the folder must not be used, or `undefined`. `ownUid` is undefined on Windows, which has neither owner nor mode. Pure. */
export function refusalOf(
  directory: string,
  status: Pick<Stats, 'isDirectory' | 'uid' | 'mode'>,
  ownUid: number | undefined,
): AxiomTokenError | undefined {
  if (!status.isDirectory()) {
    return new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `${directory} is not a folder, so nothing can be stored there.`,
      remedy:
        'Move it away; the app then makes the folder itself. Until then nothing is refreshed. Your tokens are untouched.',
    });
  }
  if (ownUid === undefined) return undefined;
  if (status.uid !== ownUid) {
    return new AxiomTokenError('STORAGE_DENIED', {
      message: `The folder ${directory} belongs to another user of this computer.`,
      remedy: 'Give it back to your user, or move it away. Until then nothing is refreshed. Your tokens are untouched.',
    });
  }
  if ((status.mode & 0o022) !== 0) {
    return new AxiomTokenError('STORAGE_DENIED', {
      message: `Other users of this computer can write to the folder ${directory}.`,
      remedy:
        'Change its permissions so that only you can use it, then retry. Until then nothing is refreshed. Your tokens are untouched.',
    });
  }
  return undefined;
}

async function statusOf(directory: string): Promise<Stats | undefined> {
  return lstat(directory).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}
