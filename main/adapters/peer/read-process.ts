// Reads what Linux tells of a process. All of it comes from the kernel, but the file of the program, which may lie on a drive that does not answer, and its
// arguments, which lie in its own memory and may be as slow as that. The rest is read at once: in a thread it takes ten times as long, and a program waits for it.
import { readlinkSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type FileContent, type NoContent, readBounded, readBoundedSync } from '../files/bounded-read';
import { type ProcessFacts, readArguments, readStat, readUnit } from './process-facts';

/** `undefined` for a process that has ended, or did so meanwhile. */
export type ReadProcess = (pid: number) => Promise<ProcessFacts | undefined>;

const DELETED = ' (deleted)';
/** A drive may hold the answer for ever; what is not known then is a file that has changed. */
const FILE_LIMIT_MS = 1_000;
/** Arguments of a program can be megabytes long, and others choose them. */
const MAX_BYTES = 128 * 1024;

/** @param root `/proc`, or what a test has in its place */
export function createReadProcess(root = '/proc'): ReadProcess {
  const linkOf = (path: string): string | undefined => linkAtOnce(`${root}/${path}`);
  const statOf = (pid: number) => readStat(textAtOnce(`${root}/${pid}/stat`) ?? '');
  return async (pid) => {
    const before = statOf(pid);
    if (!before) return undefined;
    const [arguments_, binary] = await Promise.all([
      textInTime(`${root}/${pid}/cmdline`),
      withinLimit(binaryOf(`${root}/${pid}/exe`)),
    ]);
    const [exe, cwd, namespace] = [linkOf(`${pid}/exe`), linkOf(`${pid}/cwd`), linkOf(`${pid}/ns/pid`)];
    const ownNamespace = linkOf('self/ns/pid');
    const unit = readUnit(textAtOnce(`${root}/${pid}/cgroup`) ?? '');
    const after = statOf(pid);
    // The number may belong to another process by now.
    if (after?.startTicks !== before.startTicks) return undefined;
    return {
      ...before,
      exe: exe?.endsWith(DELETED) ? exe.slice(0, -DELETED.length) : exe,
      cwd,
      argv: readArguments(arguments_ ?? ''),
      unit,
      isElsewhere: namespace !== undefined && ownNamespace !== undefined && namespace !== ownNamespace,
      binary,
    };
  };
}

/** How many parents are read together with a process: who asks is most often `axiom-tokens`, its shell, and what has started that. */
const PARENTS_AHEAD = 2;

/** `read`, with the process and its parents read together and kept: one after the other each takes as long. For one look at one process. */
export function readAhead(read: ReadProcess, pid: number, root = '/proc'): ReadProcess {
  const known = new Map<number, ReturnType<ReadProcess>>();
  const readOnce: ReadProcess = (each) => {
    const reading = known.get(each) ?? read(each);
    known.set(each, reading);
    return reading;
  };
  for (let each: number | undefined = pid, count = 0; each && count <= PARENTS_AHEAD; count++) {
    readOnce(each).catch(() => undefined);
    each = readStat(textAtOnce(`${root}/${each}/stat`) ?? '')?.parentPid;
  }
  return readOnce;
}

/** How long the computer has run, in hundredths of a second; `undefined` where it does not say. */
export function uptimeTicks(root = '/proc'): number | undefined {
  const seconds = Number.parseFloat(textAtOnce(`${root}/uptime`) ?? '');
  return Number.isFinite(seconds) ? Math.round(seconds * 100) : undefined;
}

function linkAtOnce(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function textAtOnce(path: string): string | undefined {
  try {
    return textOf(readBoundedSync(bounded(path)));
  } catch {
    return undefined;
  }
}

async function textInTime(path: string): Promise<string | undefined> {
  const content = await readBounded(bounded(path)).catch(() => 'not-a-file' as const);
  return textOf(content);
}

const bounded = (path: string) => ({ path, maxBytes: MAX_BYTES, followsLinks: false });

/** What is longer than any honest one tells nothing. */
function textOf(content: FileContent | NoContent): string | undefined {
  return typeof content === 'string' ? undefined : content.bytes.toString('utf8');
}

/** The link leads to the file itself, also where another lies at its path by now. */
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
