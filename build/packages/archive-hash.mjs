// The hash by which Electron checks its archive at the start, as it is written into the program for macOS and Windows.
import { createHash } from 'node:crypto';

/** SHA-256 of an archive's header, which holds the hashes of all its files. */
export async function archiveHash(/** @type {string} */ archive) {
  const { getRawHeader } = await import('@electron/asar');
  return createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
}
