// Reads and writes backup files that the user chose.
// Knows bytes and sizes, not their meaning.
import { MAX_BACKUP_BYTES } from '../../core/backup/backup-header';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import { writeFileAtomically } from './atomic-file';
import { readBounded, silentPipe } from './bounded-read';
import { toInputError, toStorageError } from './storage-error';

/**
 * Writes a backup, mode 0600, completely or not at all, and reads it back before it resolves. `overwrite`: the user has agreed to replace an existing
 * file.
 * @throws AxiomTokenError `STORAGE_DENIED` (also when a file exists and may not be replaced), `STORAGE_FULL`, `STORAGE_UNAVAILABLE`
 */
export async function writeBackupFile(path: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
  await writeFileAtomically(path, bytes, { replace: overwrite });
  const readBack = await contentOf(path).catch((error: unknown) => {
    throw toStorageError(error, path, 'read');
  });
  if (Buffer.compare(readBack, bytes) !== 0) {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `The backup at ${path} does not contain what was written.`,
      remedy: 'Choose another place or drive and back up again.',
    });
  }
}

/**
 * The bytes of a file; with a clock also of a pipe that somebody writes to.
 * @throws AxiomTokenError `BACKUP_CORRUPT` (no ordinary file, or over 4 MiB), `INVALID_INPUT` (cannot be read, or a pipe that stays silent)
 */
export async function readBackupFile(path: string, pipeClock?: Clock): Promise<Uint8Array> {
  try {
    return await contentOf(path, pipeClock);
  } catch (error) {
    throw toInputError(error, path);
  }
}

async function contentOf(path: string, pipeClock?: Clock): Promise<Uint8Array> {
  const found = await readBounded({
    path,
    maxBytes: MAX_BACKUP_BYTES,
    followsLinks: true,
    ...(pipeClock ? { pipeClock } : {}),
  });
  if (typeof found === 'object') return found.bytes;
  if (found === 'silent-pipe') throw silentPipe(path);
  throw new AxiomTokenError('BACKUP_CORRUPT', { message: `${path} is not a backup of this app.` });
}
