// Distinguishes a link to something that does not exist from a missing file: the link shows that there should be a
// file, so it counts as "cannot be read".
import { lstatSync } from 'node:fs';

/**
 * An `ELOOP` error if there is a link at a path that the system reported as missing; `undefined` if there is no link.
 */
export function danglingLink(path: string): Error | undefined {
  try {
    if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined;
  } catch {
    return undefined;
  }
  return Object.assign(new Error('the target of a link does not exist'), { code: 'ELOOP' });
}
