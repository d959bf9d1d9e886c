// Reads what Linux tells of a process. All of it comes from the kernel, but the file of the program, which may lie on a drive that does not answer.
import { readlink, stat } from 'node:fs/promises';
import { readBounded } from '../files/bounded-read';
import { type ProcessFacts, readArguments, readStat, readUnit } from './process-facts';
import { withinLimit } from './within-limit';

/** `undefined` for a process that has ended, or did so meanwhile. */
export type ReadProcess = (pid: number) => Promise<ProcessFacts | undefined>;

const DELETED = ' (deleted)';
/** Arguments of a program can be megabytes long, and others choose them. */
const MAX_BYTES = 128 * 1024;

/** @param root `/proc`, or what a test has in its place */
export function createReadProcess(root = '/proc'): ReadProcess {
  const textOf = (path: string): Promise<string | undefined> => textAt(`${root}/${path}`);
  const linkOf = (path: string): Promise<string | undefined> => readlink(`${root}/${path}`).catch(() => undefined);
  const statOf = async (pid: number) => readStat((await textOf(`${pid}/stat`)) ?? '');
  return async (pid) => {
    const before = await statOf(pid);
    if (!before) return undefined;
    const [exe, cwd, arguments_, cgroup, namespace, ownNamespace, binary] = await Promise.all([
      linkOf(`${pid}/exe`),
      linkOf(`${pid}/cwd`),
      textOf(`${pid}/cmdline`),
      textOf(`${pid}/cgroup`),
      linkOf(`${pid}/ns/pid`),
      linkOf('self/ns/pid'),
      withinLimit(binaryOf(`${root}/${pid}/exe`)),
    ]);
    const after = await statOf(pid);
    // The number may belong to another process by now.
    if (after?.startTicks !== before.startTicks) return undefined;
    return {
      ...before,
      exe: exe?.endsWith(DELETED) ? exe.slice(0, -DELETED.length) : exe,
      cwd,
      argv: readArguments(arguments_ ?? ''),
      unit: readUnit(cgroup ?? ''),
      isElsewhere: namespace !== undefined && ownNamespace !== undefined && namespace !== ownNamespace,
      binary,
    };
  };
}

/** How long the computer has run, in hundredths of a second; `undefined` where it does not say. */
export async function uptimeTicks(root = '/proc'): Promise<number | undefined> {
  const seconds = Number.parseFloat((await textAt(`${root}/uptime`)) ?? '');
  return Number.isFinite(seconds) ? Math.round(seconds * 100) : undefined;
}

/** What is longer than any honest one tells nothing. */
async function textAt(path: string): Promise<string | undefined> {
  const content = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: false }).catch(() => 'not-a-file');
  return typeof content === 'string' ? undefined : content.bytes.toString('utf8');
}

/** The link leads to the file itself, also where another lies at its path by now. */
async function binaryOf(link: string): Promise<string | undefined> {
  const found = await stat(link, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}:${found.size}:${found.ctimeNs}`;
}
