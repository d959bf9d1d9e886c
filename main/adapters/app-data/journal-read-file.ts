// Reads a file of the journal without trusting what stands at its path. Used by createJournalFiles.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { errnoOf, isMissing, toStorageError } from '../files/storage-error';

/** Windows has neither flag. */
const SAFE = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes; `none` when nothing is there; `unusable` when it is a link, no ordinary file, or larger than `maxBytes`.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` when it cannot be read: that says nothing about what is in it
 */
export async function readJournalFile(path: string, maxBytes: number): Promise<Uint8Array | 'none' | 'unusable'> {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | SAFE);
  } catch (error) {
    if (isMissing(error)) return 'none';
    if (errnoOf(error) === 'ELOOP') return 'unusable';
    throw toStorageError(error, path, 'read');
  }
  try {
    const status = await file.stat();
    if (!status.isFile() || status.size > maxBytes) return 'unusable';
    return await file.readFile();
  } catch (error) {
    throw toStorageError(error, path, 'read');
  } finally {
    await file.close();
  }
}
