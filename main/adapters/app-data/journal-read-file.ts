// Reads a journal file safely: no links, no special files, a size limit.
// Used by journal-files.ts.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { errnoOf, isMissing, toStorageError } from '../files/storage-error';

/** Windows has neither flag. */
const NO_FOLLOW_NON_BLOCKING = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes; `none` when there is no file; `unusable` when it is a link, no ordinary file, or larger than `maxBytes`.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` when it cannot be read; its content may be good
 */
export async function readJournalFile(path: string, maxBytes: number): Promise<Uint8Array | 'none' | 'unusable'> {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | NO_FOLLOW_NON_BLOCKING);
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
