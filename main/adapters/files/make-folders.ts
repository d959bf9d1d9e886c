// Makes a folder with those above it. Not with Node's `recursive` option: if a file system reports a folder as
// missing that cannot be made, as /proc does, that option retries for ever in a thread that cannot be stopped, so the
// process cannot end either. Used by the places room.
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './storage-error';

/** Makes the folder with mode 0700. Resolves to the topmost folder that was made, `undefined` if none was; rejects with the system's error. */
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
    // Another process may have made it meanwhile.
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  return above ?? directory;
}
