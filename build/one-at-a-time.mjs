// Keeps two runs from doing the same work in one folder at once, as two `npm start` in a fresh clone. Called by npm-packages.mjs.
// Imports only Node's built-in modules, because it runs before `npm ci`.
import { readlink, rm, symlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 100;

/**
 * Runs `work` when no other run holds `lock`; the lock of a run that was killed counts no more. On Windows, where links need a right, it runs at once.
 * @template T
 * @param {{lock: string, onWait: () => void}} options `lock` is the path of a link that names the process; `onWait` is called once, before waiting
 * @param {() => Promise<T>} work
 */
export async function oneAtATime({ lock, onWait }, work) {
  if (process.platform === 'win32') return work();
  let hasWaited = false;
  while (!(await take(lock))) {
    const owner = Number(await readlink(lock).catch(() => process.pid));
    if (!isRunning(owner)) {
      await rm(lock, { force: true });
      continue;
    }
    if (!hasWaited) onWait();
    hasWaited = true;
    await delay(LOOK_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(/** @type {string} */ lock) {
  try {
    await symlink(String(process.pid), lock);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether a process with this number runs, also one of another user. */
export function isRunning(/** @type {number} */ pid) {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
