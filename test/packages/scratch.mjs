// @ts-check
// The one folder and the one ordinary user of a run, both removed at its end: after Ctrl-C at once, after kill -9 by the next
// run. Mounts need no cleanup: they are in namespaces that end with their last process (world.mjs).
import { chown, mkdir, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive } from '../../build/is-process-alive.mjs';
import { CommandError, runCommand } from '../../build/run-command.mjs';

/** Not the folder for temporary files, which may be small, in memory, or mounted without set-user-id support. */
const BASE = '/var/tmp';
const PREFIX = 'axiom-packages-';
const GONE_WITHIN_MS = 10_000;

/** @typedef {{name: string, uid: number, gid: number, home: string}} Person an ordinary user of this computer */

/**
 * @typedef {object} Scratch
 * @property {string} dir belongs to root; everybody can read it
 * @property {Person} person
 * @property {() => Promise<void>} newHome replaces the person's home folder by an empty one
 * @property {(end: () => unknown) => () => Promise<void>} defer calls `end` once, at the disposal or when the returned function is called
 * @property {() => Promise<void>} dispose
 */

/** Removes leftovers of killed runs, then creates folder and user. @returns {Promise<Scratch>} */
export async function openScratch() {
  await removeLeftovers();
  const dir = await mkdtemp(join(BASE, `${PREFIX}${process.pid}-`));
  /** @type {Set<() => Promise<void>>} */
  const ends = new Set();
  const name = `${PREFIX}${process.pid}`;
  const home = join(dir, 'home');
  const dispose = async () => {
    for (const end of [...ends].reverse()) await end();
    await removeUser(name);
    await removeFolder(dir);
  };
  try {
    await runCommand('chmod', ['755', dir]);
    await runCommand('useradd', ['--system', '--no-create-home', '--home-dir', home, '--shell', '/bin/sh', name]);
    const [uid, gid] = [await idOf('-u', name), await idOf('-g', name)];
    return {
      dir,
      person: { name, uid, gid, home },
      async newHome() {
        await rm(home, { recursive: true, force: true });
        await mkdir(home, { mode: 0o700 });
        await chown(home, uid, gid);
      },
      defer(end) {
        const once = async () => {
          if (ends.delete(once)) await end();
        };
        ends.add(once);
        return once;
      },
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function removeLeftovers() {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':')[0] ?? '');
  for (const name of new Set([...users, ...(await readdir(BASE))])) {
    const pid = new RegExp(`^${PREFIX}(\\d+)(?:-|$)`).exec(name)?.[1];
    if (pid === undefined || (await isProcessAlive(Number(pid)))) continue;
    if (users.includes(name)) await removeUser(name);
    else await removeFolder(join(BASE, name));
  }
}

/** Also ends root's processes in a system below it. */
async function removeFolder(/** @type {string} */ folder) {
  for (const name of await readdir('/proc')) {
    const root = /^\d+$/.test(name) ? await readlink(`/proc/${name}/root`).catch(() => '') : '';
    if (root.startsWith(`${folder}/`)) process.kill(Number(name), 'SIGKILL');
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Also ends the user's processes, whatever their parent is: they can only belong to the run that made the user. */
async function removeUser(/** @type {string} */ name) {
  const uid = await idOf('-u', name).catch(() => undefined);
  if (uid === undefined) return;
  await endProcessesOf(uid);
  await runCommand('userdel', [name]).catch((error) => {
    // Its group may have another name; it only matters that the user is gone.
    if (!(error instanceof CommandError)) throw error;
    return idOf('-u', name).then(
      () => {
        throw error;
      },
      () => undefined,
    );
  });
}

/** Kills all processes of a user; rejects when some are left after ten seconds. */
export async function endProcessesOf(/** @type {number} */ uid) {
  const endsAt = performance.now() + GONE_WITHIN_MS;
  for (;;) {
    const left = await processesOfUser(uid);
    if (left.length === 0) return;
    if (performance.now() > endsAt) throw new Error(`processes ${left.join(', ')} of user ${uid} cannot be ended`);
    for (const pid of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself in the meantime.
      }
    }
    await delay(20);
  }
}

/** The running processes that a user has started, including set-user-id programs. */
export async function processesOfUser(/** @type {number} */ uid) {
  const found = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    // Real user, then effective user. A dead process stays until its parent collects it.
    if (new RegExp(`^Uid:\\s+${uid}\\s`, 'm').test(status) && !/^State:\s+Z/m.test(status)) found.push(Number(name));
  }
  return found;
}

async function idOf(/** @type {string} */ kind, /** @type {string} */ name) {
  return Number(await runCommand('id', [kind, name]));
}
