// Reads and writes backup files that the person chose.
// Knows bytes and sizes, not their meaning.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { MAX_BACKUP_BYTES } from '../../core/backup/backup-header';
import { AxiomTokenError } from '../../core/base/errors';
import { writeFileAtomically } from './atomic-file';
import { toStorageError } from './storage-error';

/**
 * Writes a backup, mode 0600, completely or not at all, and reads it back before it resolves. `overwrite`: the person has agreed to replace an existing
 * file.
 * @throws AxiomTokenError `STORAGE_DENIED` (also when a file exists and may not be replaced), `STORAGE_FULL`, `STORAGE_UNAVAILABLE`
 */
export async function writeBackupFile(path: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
  await writeFileAtomically(path, bytes, { replace: overwrite });
  const readBack = await readBackupFile(path);
  if (Buffer.compare(readBack, bytes) !== 0) {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `The backup at ${path} is not what was written.`,
      remedy: 'Choose another place or drive and back up again.',
    });
  }
}

/** The bytes of a file. @throws AxiomTokenError `BACKUP_CORRUPT` (no ordinary file, or over 4 MiB), `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` */
export async function readBackupFile(path: string): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    // Non-blocking, so that opening a named pipe does not wait for a writer.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = await file.stat();
    if (!status.isFile() || status.size > MAX_BACKUP_BYTES) {
      throw new AxiomTokenError('BACKUP_CORRUPT', { message: `${path} is not a backup of this app.` });
    }
    return await file.readFile();
  } catch (error) {
    throw toStorageError(error, path, 'read');
  } finally {
    await file?.close();
  }
}
