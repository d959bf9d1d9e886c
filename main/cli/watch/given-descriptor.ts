// Whether a file descriptor was inherited for writing. Node opens descriptors of its own, with the next numbers: a
// line written there would get lost or disturb Node. On Linux the two kinds can be distinguished; elsewhere each
// descriptor that can be written counts as inherited.
import { readdirSync, readlinkSync } from 'node:fs';
import { readBoundedSync } from '../../adapters/files/bounded-read';

/** One open descriptor of this process. */
export interface OpenDescriptor {
  readonly fd: number;
  /** What it refers to, as /proc names it: a path, `pipe:[N]`, `anon_inode:[eventpoll]`. */
  readonly target: string;
  readonly isReadable: boolean;
  readonly isWritable: boolean;
}

const EVENTS = 'anon_inode:';
const MAX_INFO_BYTES = 64 * 1024;

/**
 * Pure. The first descriptor that Node opens is one for events, with the lowest free number. So lower numbers were
 * inherited, and a higher pipe with both ends in this process is Node's.
 */
export function isGiven(fd: number, open: readonly OpenDescriptor[]): boolean {
  const found = open.find((each) => each.fd === fd);
  if (!found?.isWritable || found.target.startsWith(EVENTS)) return false;
  const first = Math.min(...open.filter(({ target }) => target.startsWith(EVENTS)).map((each) => each.fd));
  const hasOtherEnd = open.some((each) => each.target === found.target && each.isReadable && each.fd !== fd);
  return fd < first || !(found.target.startsWith('pipe:') && hasOtherEnd);
}

/** The open descriptors of this process; `undefined` if the system does not list them. */
export function openDescriptors(): readonly OpenDescriptor[] | undefined {
  try {
    return readdirSync('/proc/self/fd').flatMap((name) => describe(Number(name)));
  } catch {
    return undefined;
  }
}

/** Empty if it was closed meanwhile. */
function describe(fd: number): readonly OpenDescriptor[] {
  try {
    const info = readBoundedSync({ path: `/proc/self/fdinfo/${fd}`, maxBytes: MAX_INFO_BYTES, followsLinks: false });
    if (typeof info === 'string') return [];
    const [, flags = ''] = /^flags:\s*([0-7]+)$/m.exec(info.bytes.toString('latin1')) ?? [];
    const access = Number.parseInt(flags, 8) % 4;
    const target = readlinkSync(`/proc/self/fd/${fd}`);
    return [{ fd, target, isReadable: access !== 1, isWritable: access !== 0 }];
  } catch {
    return [];
  }
}
