// Resolves links in the path of a file that the user chose, so that two paths to one file are one place.
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { StoreChoice } from '../../core/ports/token-places';
import { isMissing, toStorageError } from '../files/storage-error';

/**
 * The choice with links in its path resolved; unchanged if it has no path. The file itself may be missing, its folder must exist.
 * @throws AxiomTokenError `STORAGE_UNAVAILABLE`, `STORAGE_DENIED` when the folder cannot be found
 */
export async function resolvePlace(choice: StoreChoice): Promise<StoreChoice> {
  if (!('path' in choice)) return choice;
  const { path } = choice;
  try {
    const found = await realpath(path).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    return { ...choice, path: found ?? join(await realpath(dirname(path)), basename(path)) };
  } catch (error) {
    throw toStorageError(error, path, 'read');
  }
}
