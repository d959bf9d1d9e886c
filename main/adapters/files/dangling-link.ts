// Tells a link that leads nowhere from a file that is not there: the one says that something was meant to be there, and cannot be read.
import { lstatSync } from 'node:fs';

/** The system's `ELOOP`, for a path of which it says that there is nothing although a link lies there; `undefined` where there is none. */
export function danglingLink(path: string): Error | undefined {
  try {
    if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined;
  } catch {
    return undefined;
  }
  return Object.assign(new Error('a link leads nowhere'), { code: 'ELOOP' });
}
