// Finds out whether a file is in a git work tree: a folder above it then has an entry `.git`. Git itself is not run,
// because it would run programs that the repository's settings name.
import { dirname, join } from 'node:path';
import { isThere } from '../files/folder-entries';

/** The root of the innermost work tree around the file at `path`, or `undefined`. @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` */
export async function workTreeOf(path: string): Promise<string | undefined> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (await isThere(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
