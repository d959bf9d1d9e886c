// Finds out who can read a file, from its mode and from the folders above it. Access control lists are not checked.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReadableBy } from '../../core/leftovers/leftover';

/** Mode and owner of a file or folder. */
interface Rights {
  readonly mode: number;
  readonly uid: number;
}

/** The mode bits of group and others: reading a file, and passing through a folder. */
const OTHERS = [
  { reads: 0o040, passes: 0o010 },
  { reads: 0o004, passes: 0o001 },
];

/** Who can read the file. `folders`: all folders above it, in any order. `ownUid`: undefined on systems without such rights. Pure. */
export function readableBy(file: Rights, folders: readonly Rights[], ownUid: number | undefined): ReadableBy {
  if (ownUid === undefined) return 'unknown';
  if (file.uid !== ownUid) return 'others';
  const open = OTHERS.filter(({ reads }) => (file.mode & reads) !== 0);
  if (open.length === 0) return 'you';
  return open.some(({ passes }) => folders.every(({ mode }) => (mode & passes) !== 0)) ? 'others' : 'you-by-folder';
}

/** {@link readableBy} for the file at `path`. Rejects with the system's error when that cannot be found out. */
export async function askReadableBy(path: string): Promise<ReadableBy> {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) break;
  }
  const [file, ...above] = await Promise.all([path, ...folders].map((each) => stat(each)));
  return file ? readableBy(file, above, process.geteuid?.()) : 'unknown';
}
