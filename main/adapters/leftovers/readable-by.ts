// Who can read a file, by its mode and by the folders above it. Access control lists are not looked at.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReadableBy } from '../../core/leftovers/leftover';

/** What the system says of a file or folder. */
interface Rights {
  readonly mode: number;
  readonly uid: number;
}

/** Of each class of other users: who may read a file, and who may go through a folder. */
const OTHERS = [
  { reads: 0o040, passes: 0o010 },
  { reads: 0o004, passes: 0o001 },
];

/** `folders`: all above the file, in any order. `ownUid`: undefined where the system has no such rights. Pure. */
export function readableBy(file: Rights, folders: readonly Rights[], ownUid: number | undefined): ReadableBy {
  if (ownUid === undefined) return 'unknown';
  if (file.uid !== ownUid) return 'others';
  const open = OTHERS.filter(({ reads }) => (file.mode & reads) !== 0);
  if (open.length === 0) return 'you';
  return open.some(({ passes }) => folders.every(({ mode }) => (mode & passes) !== 0)) ? 'others' : 'you-by-folder';
}

/** The same of the file at `path`. Rejects with the system's error when it cannot be asked. */
export async function askReadableBy(path: string): Promise<ReadableBy> {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === dirname(folder)) break;
  }
  const [file, ...above] = await Promise.all([path, ...folders].map((each) => stat(each)));
  return file ? readableBy(file, above, process.geteuid?.()) : 'unknown';
}
