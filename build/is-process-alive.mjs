// Whether a process still runs, for telling what is left over from what is at work. Linux only.
import { readFile } from 'node:fs/promises';

/** False for a process that is gone, and for one that is dead and only waits for its parent to notice. */
export async function isProcessAlive(/** @type {number} */ pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The state stands after the name, which is in parentheses and may hold anything.
  return stat !== undefined && stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
}
