// The folder of the socket. It protects all tokens that are handed out over the socket, so it is used only if no other user has access to it.
import type { Stats } from 'node:fs';
import { chmod, lstat } from 'node:fs/promises';
import { AxiomTokenError } from '../../core/base/errors';
import { makeFolders } from '../files/make-folders';
import { errnoOf, isMissing } from '../files/storage-error';

/**
 * Makes the folder if it is missing, and takes the access of other users away if it is ours.
 * @throws AxiomTokenError `BROKER_UNAVAILABLE` when it belongs to another user, is a link, or is not a folder
 */
export async function prepareSocketFolder(folder: string, ownUid = process.geteuid?.()): Promise<void> {
  try {
    // Checked first, so that nothing is made at the target of a link.
    const entry = (await entryOf(folder)) ?? (await madeEntry(folder));
    if (entry.isSymbolicLink()) throw unusable(`${folder} is a link`, `Remove the link ${folder}`);
    if (!entry.isDirectory()) throw unusable(`${folder} is no folder`, `Move ${folder} away`);
    if (ownUid !== undefined && entry.uid !== ownUid) {
      throw unusable(`the folder ${folder} belongs to another user`, `Move it away or give it back to your user`);
    }
    // Other users may have put something into it.
    if ((entry.mode & 0o022) !== 0) {
      throw unusable(`other users can write to the folder ${folder}`, `Close it with: chmod 700 '${folder}'`);
    }
    if ((entry.mode & 0o777) !== 0o700) await chmod(folder, 0o700);
  } catch (error) {
    if (error instanceof AxiomTokenError) throw error;
    const reason = isMissing(error)
      ? 'is missing and cannot be made'
      : `cannot be used (${errnoOf(error) ?? 'unknown reason'})`;
    throw unusable(`the folder ${folder} ${reason}`, 'Make it a folder of yours');
  }
}

function entryOf(folder: string): Promise<Stats | undefined> {
  return lstat(folder).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}

async function madeEntry(folder: string): Promise<Stats> {
  await makeFolders(folder);
  return lstat(folder);
}

function unusable(reason: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('BROKER_UNAVAILABLE', {
    message: `No program can be served over the socket: ${reason}.`,
    remedy: `${remedy}. The app tries again when you go to its window. Your tokens are not affected.`,
  });
}
