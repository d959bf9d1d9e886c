// Moves a file to the desktop's trash, from where a person can restore it.
import { shell } from 'electron';
import { lstat } from 'node:fs/promises';
import { AxiomTokenError } from '../../../core/base/errors';

/** @throws AxiomTokenError `STORAGE_UNAVAILABLE` when the desktop has no trash, or none for that drive; the file is then where it was */
export async function moveToTrash(path: string): Promise<void> {
  let cause = await trash(path);
  if ((await isThere(path)) && process.platform === 'linux') {
    // Electron picks a program by the detected desktop, and it may not be installed; GNOME's `gio` works on all of them.
    process.env['ELECTRON_TRASH'] ??= 'gio';
    cause = await trash(path);
  }
  if (!(await isThere(path))) return;
  throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'The file could not be moved to the trash.',
    remedy:
      'This desktop or this drive may have no trash. Delete the file yourself if you want that. Nothing was changed.',
    cause,
  });
}

/** The error; `undefined` when the move is reported as successful. */
function trash(path: string): Promise<unknown> {
  return shell.trashItem(path).then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** A file that cannot be checked counts as existing. */
function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}
