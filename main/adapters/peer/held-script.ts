// Which file an interpreter runs that gets its script through an open file: `bash /dev/fd/9`, `python3 < bot.py`. Such a path means another file in each process.
import { realpath, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { interpreterRun, type Script } from './program-script';
import type { ProcessFacts } from './process-facts';

const STANDARD: Readonly<Record<string, string>> = { '/dev/stdin': '0', '/dev/stdout': '1', '/dev/stderr': '2' };

/** The path in `/proc`, below the folder of the process, for a path that is only valid in that process; `undefined` for every other path. Pure. */
export function pathInProcess(path: string, pid: number): string | undefined {
  const plain = posix.normalize(path);
  const standard = STANDARD[plain];
  if (standard !== undefined) return `${pid}/fd/${standard}`;
  const [, descriptor] = /^\/dev\/fd\/(.+)$/.exec(plain) ?? [];
  if (descriptor !== undefined) return `${pid}/fd/${descriptor}`;
  const [, whose, rest] = /^\/proc\/([^/]+)\/(.+)$/.exec(plain) ?? [];
  if (whose === undefined) return undefined;
  return whose === 'self' || whose === 'thread-self' ? `${pid}/${rest}` : `${whose}/${rest}`;
}

/** Where in `/proc` the script is that the process does not name by a path of its own; `undefined` when there is none. Pure. */
export function heldScriptPath(name: string, facts: Pick<ProcessFacts, 'pid' | 'argv' | 'cwd'>): string | undefined {
  const script = interpreterRun(name, facts.argv)?.script;
  if (script?.kind === 'none') return `${facts.pid}/fd/0`;
  return script?.kind === 'file' ? pathInProcess(absolute(script, facts.cwd), facts.pid) : undefined;
}

/** The path of a script as the process sees it. */
export function absolute({ path }: Extract<Script, { kind: 'file' }>, cwd: string | undefined): string {
  return cwd === undefined ? path : posix.resolve(cwd, path);
}

/** The path of the regular file behind a path in `/proc`; `undefined` for a pipe, and for a file that has no name any more. */
export async function fileBehind(path: string): Promise<string | undefined> {
  try {
    const real = await realpath(path);
    const [held, named] = await Promise.all([stat(path, { bigint: true }), stat(real, { bigint: true })]);
    return held.isFile() && held.dev === named.dev && held.ino === named.ino ? real : undefined;
  } catch {
    return undefined;
  }
}
