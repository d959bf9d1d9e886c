// Whether a process still runs: tells files of killed runs from files in use. Linux only.
import { readFile } from 'node:fs/promises';

/** False for a process that does not exist, and for a zombie. */
export async function isProcessAlive(/** @type {number} */ pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The state follows the name, which is in parentheses and may contain any character.
  return stat !== undefined && stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
}
