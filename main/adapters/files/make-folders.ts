// Makes a folder with those above it. Not Node's own way: where a file system refuses a folder as missing, as /proc does, that tries for ever in a thread
// that nobody can end, and the program cannot end either. Used by the places room.
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './storage-error';

/** For its owner only. The topmost folder that was made, `undefined` when it was there already; rejects with the system's error. */
export async function makeFolders(directory: string): Promise<string | undefined> {
  try {
    await mkdir(directory, { mode: 0o700 });
    return directory;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST' && (await stat(directory)).isDirectory()) return undefined;
    if (errnoOf(error) !== 'ENOENT' || dirname(directory) === directory) throw error;
  }
  const above = await makeFolders(dirname(directory));
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    // Somebody else may have made it in the meantime.
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  return above ?? directory;
}
