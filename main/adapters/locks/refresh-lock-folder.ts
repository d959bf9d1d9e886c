// The folder of the lock files, one file a profile. Used by the locks that are files (Linux, macOS); the files stay, only the locks on them go.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toStorageError } from '../files/storage-error';

/**
 * Makes the folder, open to its owner alone, when it is missing. Gives the path of the profile's lock file.
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
