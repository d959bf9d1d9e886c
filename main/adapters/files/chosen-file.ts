// Reads a file that the user chose, safely: no links, no special files, a size limit.
// Used by the stores over files; knows no format.
import { RETRY_ADVICE } from '../../core/base/retry-advice';
import { opendir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import { type FileContent, readBounded } from './bounded-read';
import { isMissing, toStorageError } from './storage-error';

/**
 * The file; `undefined` when there is certainly none; `unusable` when it is not a regular file, or larger than `maxBytes`.
 * @throws AxiomTokenError `STORAGE_DENIED` (also for a symbolic link), `STORAGE_UNAVAILABLE` (also when its folder is missing)
 */
export async function readChosenFile(path: string, maxBytes: number): Promise<FileContent | 'unusable' | undefined> {
  try {
    const found = await readBounded({ path, maxBytes, followsLinks: false });
    return typeof found === 'string' ? 'unusable' : found;
  } catch (error) {
    if (!isMissing(error)) throw toStorageError(error, path, 'read');
    // If its folder is missing (a drive that is not connected), it is not known whether the file still exists.
    await stat(dirname(path)).catch((cause: unknown) => {
      throw isMissing(cause) ? folderMissing(path, cause) : toStorageError(cause, path, 'read');
    });
    return undefined;
  }
}

/**
 * The `STORAGE_CORRUPT` error for a file that is `unusable`: with a message of its own for a folder, else `damaged`.
 */
export async function unusableFile(path: string, damaged: AxiomTokenError): Promise<AxiomTokenError> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return damaged;
  return new AxiomTokenError('STORAGE_CORRUPT', {
    message: `${path} is a folder, and tokens are kept in a file.`,
    remedy: 'Name a file in it, or choose another place. The folder is left as it is.',
  });
}

/**
 * The failure for a token file that is missing in an existing folder. If the folder has other content, the file was deleted; the folder of a drive that is not
 * connected is missing or empty.
 */
export async function fileMissing(path: string, what: string): Promise<AxiomTokenError> {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${what} is not at ${path}.`,
    remedy: `Is its disk connected? ${RETRY_ADVICE.file} Or choose another place, or sign in again.`,
    isMissing: true,
    isDeleted: await hasEntries(dirname(path)),
  });
}

/** Whether the folder has any content; false also when that cannot be found out. */
async function hasEntries(directory: string): Promise<boolean> {
  try {
    const folder = await opendir(directory);
    try {
      return (await folder.read()) !== null;
    } finally {
      await folder.close();
    }
  } catch {
    return false;
  }
}

function folderMissing(path: string, cause: unknown): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The folder of ${path} is not there.`,
    remedy: 'Is its disk connected? Connect it, or choose another place.',
    cause,
  });
}
