// @ts-check
// Reads memory, processor time and wakeups of a program and its children from /proc. Linux only. Used by the desktop rows.
import { readdir, readFile } from 'node:fs/promises';

/** The memory that only `pid` uses, shared with no other process, in MiB. */
export async function ownMemoryOf(/** @type {number} */ pid) {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kibibytes = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)].map(([, size]) => Number(size));
  return kibibytes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** The proportional set size of `pid` and all its descendants together, in MiB. */
export async function memoryOfTree(/** @type {number} */ pid) {
  let kibibytes = 0;
  for (const member of await membersOf(pid)) {
    // A process may end between the two reads; then it has no memory.
    const text = await readFile(`/proc/${member}/smaps_rollup`, 'utf8').catch(() => '');
    kibibytes += Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0);
  }
  return kibibytes / 1024;
}

/**
 * The main process since its start: wakeups (how often its main thread went to sleep voluntarily), and processor time of its threads in
 * milliseconds, by the scheduler's count (a tick is ten milliseconds).
 * @returns {Promise<{wakeups: number, cpuMs: number}>}
 */
export async function activityOf(/** @type {number} */ pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  let nanoseconds = 0;
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    // A thread that has ended meanwhile is not counted.
    const text = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0');
    nanoseconds += Number(text.split(' ')[0]);
  }
  return { wakeups: Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1]), cpuMs: nanoseconds / 1e6 };
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
