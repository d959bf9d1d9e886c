// Whether a token file is closed to other users, for the window's warning.
import { stat } from 'node:fs/promises';
import { isMissing, toStorageError } from '../files/storage-error';

/**
 * False when others than its owner can read or write the file, or its owner is not this user. True on Windows, whose rights Node does not tell, and
 * when there is no file.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` when it cannot be asked
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
