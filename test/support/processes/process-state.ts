// How the kernel sees a process. Linux only.
import { readFile } from 'node:fs/promises';

/** The letter of its state: `S` sleeping, `T` stopped, `Z` zombie; `undefined` when it does not exist. */
export async function processState(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The state comes after the name, which is in parentheses and may contain any character.
  return stat.slice(stat.lastIndexOf(')') + 2)[0];
}

/** The name of the program that it runs. */
export async function processName(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8')).trimEnd();
}
