// @ts-check
// Reads from /proc what a program and its children take: memory, processor time, wakeups. Linux only. Used by the desktop rows.
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';

/** The proportional set size of `pid` and all its descendants together, in MiB. */
export async function memoryOfTree(/** @type {number} */ pid) {
  let kibibytes = 0;
  for (const member of await membersOf(pid)) {
    // A process may end between the two looks; then it holds nothing.
    const text = await readFile(`/proc/${member}/smaps_rollup`, 'utf8').catch(() => '');
    kibibytes += Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0);
  }
  return kibibytes / 1024;
}

/**
 * What the main process has done since it started: times its main thread went to sleep by itself, that is wakeups, and processor time of all
 * its threads in milliseconds.
 * @returns {Promise<{wakeups: number, cpuMs: number}>}
 */
export async function activityOf(/** @type {number} */ pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // After the name, which may hold spaces; utime and stime are fields 14 and 15 (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const wakeups = Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1]);
  return { wakeups, cpuMs: (ticks * 1000) / (await ticksPerSecond()) };
}

async function ticksPerSecond() {
  return Number((await promisify(execFile)('getconf', ['CLK_TCK'])).stdout);
}

async function membersOf(/** @type {number} */ root) {
  /** @type {Map<number, number>} */
  const parents = new Map();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const members = [root];
  for (const member of members) {
    for (const [pid, parent] of parents) if (parent === member) members.push(pid);
  }
  return members;
}
