// The folder of the lock files, one file per profile.
// Used by the locks over files (Linux, macOS). The files are never removed, only unlocked.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toStorageError } from '../files/storage-error';

/**
 * Makes the folder when it is missing, accessible to its owner only. Returns the path of the profile's lock file.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_FULL`, `STORAGE_UNAVAILABLE`
 */
export async function prepareLockFile(directory: string, profileId: string): Promise<string> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw toStorageError(error, directory, 'write');
  }
  return join(directory, `${profileId}.lock`);
}
