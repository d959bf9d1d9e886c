// The hash of the archive that Electron checks at the start; it is stored in the program for macOS and Windows.
import { createHash } from 'node:crypto';

/** SHA-256 of an archive's header, which contains the hashes of all files. */
export async function archiveHash(/** @type {string} */ archive) {
  const { getRawHeader } = await import('@electron/asar');
  return createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
}
