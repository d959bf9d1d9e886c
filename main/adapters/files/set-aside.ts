// Sets a file aside: renames it in its own folder, so that a new file can take its place and nothing is lost.
// Used by the stores over files.
import { randomBytes } from 'node:crypto';
import * as nodeFileSystem from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from '../../core/ports/logger';
import type { StillWanted } from '../../core/ports/still-wanted';
import { type AtomicFileSystem, syncFolder } from './atomic-file';
import { isMissing, refuseUnwanted, toStorageError } from './storage-error';

/** The ending for the name of a file that is set aside: `damaged-<time, to the second>Z-<random>`. */
export function damagedMark(timeMs: number): string {
  const stamp = new Date(timeMs).toISOString().slice(0, 19).replaceAll(':', '-');
  return `damaged-${stamp}Z-${randomBytes(2).toString('hex')}`;
}

/**
 * Renames the file to `<path>.damaged-<when it was last written>-<random>`; durable when it resolves. A missing file is no error.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_FULL`, `STORAGE_UNAVAILABLE`; the file then has its old name
 */
export async function setFileAside(
  path: string,
  fileSystem: AtomicFileSystem = nodeFileSystem,
  logger?: Logger,
  isWanted?: StillWanted,
): Promise<void> {
  try {
    const { mtimeMs } = await fileSystem.lstat(path);
    const aside = `${path}.${damagedMark(mtimeMs)}`;
    refuseUnwanted(path, isWanted);
    await fileSystem.rename(path, aside);
    await syncFolder(dirname(path), fileSystem, logger);
    logger?.warn('a damaged token file was set aside', { path, aside });
  } catch (error) {
    if (!isMissing(error)) throw toStorageError(error, path, 'write');
  }
}
