// Whether a shell has closed stdout (`>&-`). Node opens the null device in its place, so that writing there succeeds; what a person sends there on purpose looks another way.
import { readlinkSync } from 'node:fs';
import { readBoundedSync } from '../../adapters/files/bounded-read';

export interface StdoutFacts {
  /** What descriptor 1 leads to. */
  readonly target: string;
  /** Octal, as Linux tells them. */
  readonly flags: string;
  /** The name of the program that has started this one, and where its stdout leads to; absent where it has none. */
  readonly parent: string;
  readonly parentTarget?: string | undefined;
}

const NULL_DEVICE = '/dev/null';
const SHELLS = /^(ba|da|k|mk|z|a)?sh$|^fish$/;

/** Node opens it to read and write; a shell's `>/dev/null` only writes, and what programs open for their children is no shell's. Pure. */
export function wasClosed({ target, flags, parent, parentTarget }: StdoutFacts): boolean {
  const canRead = (Number.parseInt(flags, 8) & 3) === 2;
  return target === NULL_DEVICE && canRead && SHELLS.test(parent) && parentTarget !== NULL_DEVICE;
}

/** False where the system does not tell. */
export function isStdoutClosed(platform: NodeJS.Platform): boolean {
  if (platform !== 'linux') return false;
  try {
    const target = readlinkSync('/proc/self/fd/1');
    if (target !== NULL_DEVICE) return false;
    const flags = /^flags:\s*([0-7]+)$/m.exec(textOf('/proc/self/fdinfo/1'))?.[1] ?? '';
    const parent = textOf(`/proc/${process.ppid}/comm`).trim();
    return wasClosed({ target, flags, parent, parentTarget: targetOf(`/proc/${process.ppid}/fd/1`) });
  } catch {
    return false;
  }
}

function textOf(path: string): string {
  const content = readBoundedSync({ path, maxBytes: 4096, followsLinks: false });
  return typeof content === 'string' ? '' : content.bytes.toString('utf8');
}

function targetOf(descriptor: string): string | undefined {
  try {
    return readlinkSync(descriptor);
  } catch {
    return undefined;
  }
}
