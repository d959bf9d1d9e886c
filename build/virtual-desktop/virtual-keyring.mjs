// A real Secret Service (gnome-keyring-daemon) on a private bus, which tests can kill, freeze, lock and restart.
// Used by desktop-session.mjs. The keyring's files outlive the daemon, as on a desktop.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connectBus } from './bus-connection.mjs';
import { unlockOverControlSocket } from './keyring-control.mjs';
import { startOwnedProcess, waitUntilReady } from './owned-process.mjs';

const SERVICE = 'org.freedesktop.secrets';
const ROOT_PATH = '/org/freedesktop/secrets';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
const NO_COLLECTION = '/';

/** The password of every virtual keyring. Not empty, because an empty one creates no collection. It protects no real secret. */
export const VIRTUAL_KEYRING_PASSWORD = 'throw-away';

/**
 * @typedef {object} VirtualKeyring
 * @property {() => number} pid of the daemon that runs now
 * @property {() => Promise<void>} kill SIGKILL; resolves when its name is free on the bus
 * @property {() => void} freeze SIGSTOP: it keeps its name but does not answer
 * @property {() => void} thaw SIGCONT
 * @property {(options?: {unlocked?: boolean}) => Promise<void>} restart ends the daemon if it runs and starts one on the
 *   same files; unlocked with the same password by default
 * @property {() => Promise<void>} lock locks the default collection
 * @property {() => Promise<void>} unlock unlocks it with its password, as the login of a person would, without a prompt
 * @property {() => Promise<boolean>} isLocked
 * @property {() => Promise<void>} dispose
 */

/**
 * @param {{dir: string, env: NodeJS.ProcessEnv, busAddress: string, state: 'unlocked' | 'locked',
 *   person?: import('./owned-process.mjs').Person | undefined}} options `person`: the owner of the keyring; by default this user
 * @returns {Promise<VirtualKeyring>}
 */
export async function openVirtualKeyring({ dir, env, busAddress, state, person }) {
  const connection = await connectBus(busAddress);
  const logFile = join(dir, 'keyring.log');
  /** @type {import('./owned-process.mjs').OwnedProcess | undefined} */
  let daemon;

  const running = () => {
    if (daemon === undefined || !daemon.isRunning()) throw new Error('the keyring daemon does not run');
    return daemon;
  };
  const defaultCollection = async () => {
    const [path] = await connection.call(SERVICE, ROOT_PATH, 'org.freedesktop.Secret.Service', 'ReadAlias', 's', [
      'default',
    ]);
    if (path === NO_COLLECTION) throw new Error('the keyring has no default collection');
    return String(path);
  };
  const start = async (/** @type {boolean} */ unlocked) => {
    const args = ['--foreground', '--components=secrets', ...(unlocked ? ['--unlock'] : [])];
    const started = startOwnedProcess('gnome-keyring-daemon', args, {
      env,
      logFile,
      person,
      ...(unlocked && { input: VIRTUAL_KEYRING_PASSWORD }),
    });
    daemon = started;
    await waitUntilReady({
      what: 'gnome-keyring-daemon',
      process: started,
      isReady: () => connection.hasOwner(SERVICE),
      readLog: () => readFile(logFile, 'utf8'),
    });
  };
  const end = async (/** @type {NodeJS.Signals} */ signal) => {
    await daemon?.stop(signal);
    const endsAt = performance.now() + 5000;
    while ((await connection.hasOwner(SERVICE)) && performance.now() < endsAt) await delay(10);
  };
  const lock = async () => {
    const signature = 'ao';
    await connection.call(SERVICE, ROOT_PATH, 'org.freedesktop.Secret.Service', 'Lock', signature, [
      [await defaultCollection()],
    ]);
  };

  await start(true);
  if (state === 'locked') await lock();
  return {
    pid: () => running().pid,
    kill: () => end('SIGKILL'),
    freeze: () => void running().child.kill('SIGSTOP'),
    thaw: () => void running().child.kill('SIGCONT'),
    async restart({ unlocked = true } = {}) {
      await end('SIGTERM');
      await start(unlocked);
    },
    lock,
    unlock: () =>
      unlockOverControlSocket(join(String(env['XDG_RUNTIME_DIR']), 'keyring/control'), VIRTUAL_KEYRING_PASSWORD),
    async isLocked() {
      const [locked] = await connection.call(SERVICE, await defaultCollection(), PROPERTIES, 'Get', 'ss', [
        'org.freedesktop.Secret.Collection',
        'Locked',
      ]);
      return locked === true;
    },
    async dispose() {
      await daemon?.stop();
      connection.dispose();
    },
  };
}
