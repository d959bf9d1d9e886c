// How the kernel sees a process. Linux only.
import { readFile } from 'node:fs/promises';

/** The letter of its state: `S` waits, `T` is frozen, `Z` is dead and not yet buried; `undefined` when it is gone. */
export async function processState(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The state stands after the name, which is in parentheses and may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2)[0];
}

/** The name of the program that it runs. */
export async function processName(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8')).trimEnd();
}
