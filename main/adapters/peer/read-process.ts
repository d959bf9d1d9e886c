// Reads the facts about a process from Linux's /proc. All come from the kernel at once, except those of the executable, which may be on a drive that hangs.
import { readlink, stat } from 'node:fs/promises';
import { readBounded } from '../files/bounded-read';
import { type ProcessFacts, readArguments, readStat, readUnit } from './process-facts';

/** Reads the facts about a process; `undefined` when it has ended. */
export type ReadProcess = (pid: number) => Promise<ProcessFacts | undefined>;

const DELETED = ' (deleted)';
/** The time limit for the executable, whose drive may hang. Without it `binary` is unknown. */
const FILE_LIMIT_MS = 1_000;
/** The limit for a text of /proc. Arguments can be megabytes long, and any program can choose them. */
const MAX_BYTES = 128 * 1024;

/** @param root `/proc`, or a folder of a test */
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
    // The id may belong to another process by now.
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

/** The time since the boot of the computer, in hundredths of a second; `undefined` when that is not known. */
export async function uptimeTicks(root = '/proc'): Promise<number | undefined> {
  const seconds = Number.parseFloat((await textAt(`${root}/uptime`)) ?? '');
  return Number.isFinite(seconds) ? Math.round(seconds * 100) : undefined;
}

/** The text of a file; `undefined` when it cannot be read or is too long. */
async function textAt(path: string): Promise<string | undefined> {
  const content = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: false }).catch(() => 'not-a-file');
  return typeof content === 'string' ? undefined : content.bytes.toString('utf8');
}

/** The identity of the running executable. The link in /proc leads to the file itself, even if its path has another file now. */
async function binaryOf(link: string): Promise<string | undefined> {
  const found = await stat(link, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}:${found.size}:${found.ctimeNs}`;
}

async function withinLimit<Result>(work: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, FILE_LIMIT_MS, undefined);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
