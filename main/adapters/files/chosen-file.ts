// Reads a file that the person chose, safely: no links, no special files, a size limit.
// Used by the stores over files; knows no format.
import { opendir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import { type FileContent, readBounded } from './bounded-read';
import { isMissing, toStorageError } from './storage-error';

/**
 * The file; `undefined` when there is surely none; `unusable` when it is no ordinary file, or larger than `maxBytes`.
 * @throws AxiomTokenError `STORAGE_DENIED` (also for a symbolic link), `STORAGE_UNAVAILABLE` (also when its folder is not there)
 */
export async function readChosenFile(path: string, maxBytes: number): Promise<FileContent | 'unusable' | undefined> {
  try {
    const found = await readBounded({ path, maxBytes, followsLinks: false });
    return typeof found === 'string' ? 'unusable' : found;
  } catch (error) {
    if (!isMissing(error)) throw toStorageError(error, path, 'read');
    // Without its folder (a drive that is not connected) it is not known whether the file still exists.
    await stat(dirname(path)).catch((cause: unknown) => {
      throw isMissing(cause) ? folderMissing(path, cause) : toStorageError(cause, path, 'read');
    });
    return undefined;
  }
}

/**
 * The failure for a file with tokens that is not there, though its folder is. One look at the folder tells whether it was deleted: the folder of a drive that
 * is not connected is missing or empty.
 */
export async function fileMissing(path: string, what: string): Promise<AxiomTokenError> {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${what} is not at ${path}.`,
    remedy: 'Is its disk connected? It is looked for again by itself. Or choose another place, or sign in again.',
    isMissing: true,
    isDeleted: await hasEntries(dirname(path)),
  });
}

/** False also when it cannot be told. */
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
