// Reads what Linux reports about a process. Most of it comes from the kernel and is read synchronously: asynchronous
// reads take ten times as long, and a program is waiting. Two parts can be slow and are read asynchronously: the
// program's file, whose drive may not answer, and its arguments, which are in the memory of the process.
import { readlinkSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type FileContent, type NoContent, readBounded, readBoundedSync } from '../files/bounded-read';
import { fileBehind, heldScriptPath } from './held-script';
import { type ProcessFacts, readArguments, readStat, readUnit } from './process-facts';
import { withinLimit } from './within-limit';

/** Reads the facts about a process; `undefined` when it has ended. */
export type ReadProcess = (pid: number) => Promise<ProcessFacts | undefined>;

const DELETED = ' (deleted)';
/** What an interpreter without a script usually reads from. This saves the slow look at its file. */
const NO_SCRIPT = /^(pipe:|socket:|\/dev\/(pts|tty|null))/;
/** The limit for a text of /proc. Arguments can be megabytes long, and any program can choose them. */
const MAX_BYTES = 128 * 1024;

/** @param root `/proc`, or a folder of a test */
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
    const [file, argv] = [
      exe?.endsWith(DELETED) ? exe.slice(0, -DELETED.length) : exe,
      readArguments(arguments_ ?? ''),
    ];
    const held = file === undefined ? undefined : heldScriptPath(basename(file), { pid, argv, cwd });
    const isHeld = held !== undefined && !NO_SCRIPT.test(linkOf(held) ?? '');
    const heldScript = isHeld ? await withinLimit(fileBehind(`${root}/${held}`)) : undefined;
    const after = statOf(pid);
    // The id may belong to another process by now.
    if (after?.startTicks !== before.startTicks) return undefined;
    return {
      ...before,
      exe: file,
      cwd,
      argv,
      unit,
      isElsewhere: namespace !== undefined && ownNamespace !== undefined && namespace !== ownNamespace,
      binary,
      heldScript,
    };
  };
}

/**
 * How many parents are read together with a process. Usually three processes are needed: `axiom-tokens`, its shell,
 * and the program that started the shell.
 */
const PARENTS_AHEAD = 2;

/**
 * `read` with a cache. It starts to read the process and its parents at the same time, because one after the other
 * would take several times as long. Make a new one for each identification, because the cache never expires.
 */
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

/** The time since the boot of the computer, in hundredths of a second; `undefined` when that is not known. */
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

/** The text of a file; `undefined` when it cannot be read or is too long. */
function textOf(content: FileContent | NoContent): string | undefined {
  return typeof content === 'string' ? undefined : content.bytes.toString('utf8');
}

/** The identity of the running executable. The link in /proc leads to the file itself, even if its path has another file now. */
async function binaryOf(link: string): Promise<string | undefined> {
  const found = await stat(link, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}:${found.size}:${found.ctimeNs}`;
}
