// Prevents two runs from doing the same work in one folder at once, such as two `npm start` in a fresh clone. Called by npm-packages.mjs.
// Imports no npm package, because it runs before `npm ci`.
import { readlink, rm, symlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from './setup-error.mjs';

const LOOK_AGAIN_MS = 100;

/**
 * Runs `work` when no other run holds `lock`. The lock of a killed run is ignored. On Windows, where symbolic links need a privilege, it runs at once.
 * @template T
 * @param {{lock: string, onWait: (hint: string) => void}} options `lock` is the path of a link that names the process; `onWait` is called once
 *   before waiting, with a hint for the case that the process number belongs to another program now
 * @param {() => Promise<T>} work
 */
export async function oneAtATime({ lock, onWait }, work) {
  if (process.platform === 'win32') return work();
  let hasWaited = false;
  while (!(await take(lock))) {
    const owner = await ownerOf(lock);
    if (owner === undefined) continue;
    if (!isRunning(owner)) {
      await rm(lock, { force: true });
      continue;
    }
    if (!hasWaited) onWait(`It is process ${owner}; if that is something else, remove ${lock}.`);
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

/** The process number in a lock; `undefined` when there is no lock. */
async function ownerOf(/** @type {string} */ lock) {
  try {
    return Number(await readlink(lock));
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOENT') return undefined;
    if (code !== 'EINVAL') throw error;
    throw new SetupError(
      `${lock} is not the link that keeps two runs apart: something else has made it.`,
      'Remove it, then run the command again.',
      error,
    );
  }
}

/** Whether a process with this number runs, even for another user. */
export function isRunning(/** @type {number} */ pid) {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
