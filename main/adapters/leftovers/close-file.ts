// Takes away the access of other users to a file that another program left. The owner's rights stay, also to execute: the file may be a script.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AxiomTokenError } from '../../core/base/errors';
import { shownPath } from '../../core/leftovers/shown-path';
import { errnoOf } from '../files/storage-error';

const OWNERS_RIGHTS = 0o700;

/**
 * Takes away the access of other users. Only for a regular file; links are not followed.
 * @throws AxiomTokenError `STORAGE_DENIED` when the file belongs to another user, or its drive has no such rights; `STORAGE_UNAVAILABLE`. Nothing is changed then.
 */
export async function closeFile(path: string): Promise<void> {
  try {
    // Windows has neither flag.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const file = await open(path, flags);
    try {
      const found = await file.stat();
      if (!found.isFile()) throw notClosed(path, 'STORAGE_UNAVAILABLE');
      await file.chmod(found.mode & OWNERS_RIGHTS);
      if (((await file.stat()).mode & 0o077) !== 0) throw notClosed(path, 'STORAGE_DENIED');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof AxiomTokenError) throw error;
    const isDenied = ['EPERM', 'EACCES', 'EROFS'].includes(errnoOf(error) ?? '');
    throw notClosed(path, isDenied ? 'STORAGE_DENIED' : 'STORAGE_UNAVAILABLE', error);
  }
}

function notClosed(path: string, code: 'STORAGE_DENIED' | 'STORAGE_UNAVAILABLE', cause?: unknown): AxiomTokenError {
  const shown = shownPath(path);
  return new AxiomTokenError(code, {
    message:
      code === 'STORAGE_DENIED' ? `${shown} stays open to others.` : `${shown} is no longer the file that was found.`,
    remedy:
      code === 'STORAGE_DENIED'
        ? 'It belongs to another user, cannot be changed, or its drive has no permissions for files. Move it to a place of your own, or remove it. Nothing was changed.'
        : 'Look for it again. Nothing was changed.',
    ...(cause === undefined ? {} : { cause }),
  });
}
