// Reads a journal file: no links, no special files, a size limit.
// Used by journal-files.ts.
import { readBounded } from '../files/bounded-read';
import { errnoOf, isMissing, toStorageError } from '../files/storage-error';

/**
 * The bytes; `none` when there is no file; `unusable` when it is a link, no ordinary file, or larger than `maxBytes`.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` when it cannot be read; its content may be good
 */
export async function readJournalFile(path: string, maxBytes: number): Promise<Uint8Array | 'none' | 'unusable'> {
  try {
    const found = await readBounded({ path, maxBytes, followsLinks: false });
    return typeof found === 'string' ? 'unusable' : found.bytes;
  } catch (error) {
    if (isMissing(error)) return 'none';
    if (errnoOf(error) === 'ELOOP') return 'unusable';
    throw toStorageError(error, path, 'read');
  }
}
