// Detects a stdout that the shell has closed (`>&-`). Node then opens the null device in its place, so writing would
// silently succeed. A deliberate `>/dev/null` does not count as closed.
import { readlinkSync } from 'node:fs';
import { readBoundedSync } from '../../adapters/files/bounded-read';

export interface StdoutFacts {
  /** What descriptor 1 points to. */
  readonly target: string;
  /** The open flags in octal, as Linux shows them. */
  readonly flags: string;
  /** The parent process's program, and the target of its stdout; absent where it has none. */
  readonly parent: string;
  readonly parentTarget?: string | undefined;
}

const NULL_DEVICE = '/dev/null';
const SHELLS = /^(ba|da|k|mk|z|a)?sh$|^fish$/;

/**
 * Node opens the null device for reading and writing, a shell's `>/dev/null` for writing only; if the parent is not a
 * shell, stdout never counts as closed. Pure.
 */
export function wasClosed({ target, flags, parent, parentTarget }: StdoutFacts): boolean {
  const canRead = (Number.parseInt(flags, 8) & 3) === 2;
  return target === NULL_DEVICE && canRead && SHELLS.test(parent) && parentTarget !== NULL_DEVICE;
}

/** False if the system does not show it. */
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
