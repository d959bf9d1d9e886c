// Writes a token file for other programs to a path that the user chose. Does not know the format of its text.
import { AxiomTokenError } from '../../core/base/errors';
import type { Secret } from '../../core/base/secret';
import { writeFileAtomically } from './atomic-file';
import { readBounded } from './bounded-read';
import { toStorageError } from './storage-error';

/**
 * Writes the text, mode 0600, completely or not at all, and reads it back before it resolves. Replaces an existing regular file, to which the user must have agreed.
 * @throws AxiomTokenError `STORAGE_DENIED` (also for a link, a folder or a device), `STORAGE_FULL`, `STORAGE_UNAVAILABLE`
 */
export async function writeExportFile(path: string, text: Secret): Promise<void> {
  const bytes = Buffer.from(text.expose(), 'utf8');
  await writeFileAtomically(path, bytes, { replace: true });
  const found = await readBounded({ path, maxBytes: bytes.length, followsLinks: false }).catch((error: unknown) => {
    throw toStorageError(error, path, 'read');
  });
  if (typeof found === 'object' && found.bytes.equals(bytes)) return;
  throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The file at ${path} does not contain what was written.`,
    remedy: 'Check whether another program writes there, or choose another place.',
  });
}
