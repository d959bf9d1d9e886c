// Looks into folders. "Nothing there" is a result; "could not be read" is an error.
import * as nodeFileSystem from 'node:fs/promises';
import type { AtomicFileSystem } from './atomic-file';
import { isMissing, toStorageError } from './storage-error';

/** The names in a folder; empty when there is no such folder. @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` */
export async function namesIn(
  directory: string,
  fileSystem: Pick<AtomicFileSystem, 'readdir'> = nodeFileSystem,
): Promise<readonly string[]> {
  try {
    return await fileSystem.readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw toStorageError(error, directory, 'read');
  }
}

/**
 * Whether something is at this path, including a link to something that does not exist. @throws AxiomTokenError
 * `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`
 */
export async function isThere(
  path: string,
  fileSystem: Pick<AtomicFileSystem, 'lstat'> = nodeFileSystem,
): Promise<boolean> {
  try {
    await fileSystem.lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw toStorageError(error, path, 'read');
  }
}
