// Finds out whether other users have access to a token file, for the window's warning, and removes that access.
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { AxiomTokenError } from '../../core/base/errors';
import { errnoOf, isMissing, toStorageError } from '../files/storage-error';

/** Windows has no such flag, but making links needs a privilege there. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const NON_BLOCKING = constants.O_NONBLOCK ?? 0;

/**
 * False when other users can read or write the file, or it belongs to another user. True when there is no file, and on Windows, whose access rights Node does
 * not provide.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` when that cannot be found out
 */
export async function isPrivate(path: string): Promise<boolean> {
  const ownUid = process.geteuid?.();
  if (ownUid === undefined) return true;
  try {
    const { mode, uid } = await stat(path);
    return (mode & 0o066) === 0 && uid === ownUid;
  } catch (error) {
    if (isMissing(error)) return true;
    throw toStorageError(error, path, 'read');
  }
}

/**
 * Gives the file mode 0600; links are not followed.
 * @throws AxiomTokenError `STORAGE_DENIED` when it belongs to another user, or its drive has no such rights; `STORAGE_UNAVAILABLE`
 */
export async function makePrivate(path: string): Promise<void> {
  try {
    const file = await open(path, constants.O_RDONLY | NO_FOLLOW | NON_BLOCKING);
    try {
      await file.chmod(0o600);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw errnoOf(error) === 'EPERM' ? stillOpen(path, error) : toStorageError(error, path, 'write');
  }
  if (!(await isPrivate(path))) throw stillOpen(path);
}

function stillOpen(path: string, cause?: unknown): AxiomTokenError {
  return new AxiomTokenError('STORAGE_DENIED', {
    message: `${path} stays open to others: it belongs to another user, or its drive has no permissions for files.`,
    remedy: 'Choose another place for the tokens in Settings. Nothing was changed.',
    ...(cause === undefined ? {} : { cause }),
  });
}
