// Finds out without connecting whether a program listens at a name in Linux's abstract socket namespace: there is no
// file, but the system has a list.
import { readBoundedSync } from './bounded-read';

const SOCKETS_OF_SYSTEM = '/proc/net/unix';
/** Enough for some ten thousand sockets. */
const MAX_LIST_BYTES = 4 * 1024 * 1024;

/**
 * Whether a program may listen at the name. True also when that is not known, because a sandbox hides the list or it
 * is too long.
 */
export function mayListenAtName(name: string, list = SOCKETS_OF_SYSTEM): boolean {
  try {
    const found = readBoundedSync({ path: list, maxBytes: MAX_LIST_BYTES, followsLinks: true });
    if (typeof found === 'string') return true;
    // Some programs pad the name with zero bytes, which the list shows as "@", like the first byte.
    return ['\n', '@'].some((end) => found.bytes.includes(` @${name}${end}`));
  } catch {
    return true;
  }
}
