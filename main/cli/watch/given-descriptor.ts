// Whether a file descriptor was given to this program to write to. Node opens some of its own, with the numbers that follow: a line written there would reach nobody, or
// disturb Node. Linux tells them apart; elsewhere each that can be written counts as given.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One open descriptor of this process. */
export interface OpenDescriptor {
  readonly fd: number;
  /** What it leads to, as /proc names it: a path, `pipe:[N]`, `anon_inode:[eventpoll]`. */
  readonly target: string;
  readonly isReadable: boolean;
  readonly isWritable: boolean;
}

const EVENTS = 'anon_inode:';

/** Pure. The first descriptor that Node makes is one for events, with the lowest free number; so what is below was given, and a pipe above with both ends here is Node's. */
export function isGiven(fd: number, open: readonly OpenDescriptor[]): boolean {
  const found = open.find((each) => each.fd === fd);
  if (!found?.isWritable || found.target.startsWith(EVENTS)) return false;
  const first = Math.min(...open.filter(({ target }) => target.startsWith(EVENTS)).map((each) => each.fd));
  const hasOtherEnd = open.some((each) => each.target === found.target && each.isReadable && each.fd !== fd);
  return fd < first || !(found.target.startsWith('pipe:') && hasOtherEnd);
}

/** The open descriptors of this process; `undefined` where the system does not tell. */
export function openDescriptors(): readonly OpenDescriptor[] | undefined {
  try {
    return readdirSync('/proc/self/fd').flatMap((name) => describe(Number(name)));
  } catch {
    return undefined;
  }
}

/** Empty for one that was closed meanwhile. */
function describe(fd: number): readonly OpenDescriptor[] {
  try {
    const [, flags = ''] = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')) ?? [];
    const access = Number.parseInt(flags, 8) % 4;
    const target = readlinkSync(`/proc/self/fd/${fd}`);
    return [{ fd, target, isReadable: access !== 1, isWritable: access !== 0 }];
  } catch {
    return [];
  }
}
