// Refuses to overwrite files of the app itself.
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import { driveNotAnswering } from '../../core/storage/file-deadline';
import type { InTime } from '../../core/storage/in-time';
import { toStorageError } from '../files/storage-error';
import { OwnPlaces } from './own-places';

/** How long to wait for one of the app's own places. On a drive that does not answer, nothing can be overwritten either. */
const OWN_LOOK_MS = 2_000;

/** Refuses a path of the app itself, also through a link to its folder or another name of the file. @throws AxiomTokenError `INVALID_INPUT`; `STORAGE_*` when its folder cannot be read */
export async function refuseOwnFile(path: string, ownPaths: () => readonly string[], inTime: InTime): Promise<void> {
  const own = new OwnPlaces(ownPaths, (ownPath, ask) =>
    inTime.call(`own: ${ownPath}`, ask, () => driveNotAnswering(ownPath), OWN_LOOK_MS),
  );
  try {
    await own.look();
    if (!(await own.has(join(await realpath(dirname(path)), basename(path))))) return;
  } catch (error) {
    throw toStorageError(error, path, 'write');
  }
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `This app itself keeps tokens or settings at ${path}.`,
    remedy: 'Choose another place or name. Nothing was changed.',
  });
}
