// The lock files in the state folder, one for each place.
// Used by the locks over files (Linux, macOS). The files are never removed, only unlocked.
import { join } from 'node:path';
import { placeHash } from '../places/place-hash';
import { prepareStateFolder } from '../places/state-folder';

/** Makes the folder when it is missing. Returns the path of the place's lock file. @throws as {@link prepareStateFolder} */
export async function prepareLockFile(directory: string, place: string): Promise<string> {
  await prepareStateFolder(directory);
  return join(directory, `${placeHash(place)}.lock`);
}
