// A complete virtual desktop in one temporary folder: home, session bus, screen, keyring, tray. It does not touch the
// person's own session, and dispose() removes all of it. Several may run at the same time.
// Used by `npm start` without a display and by tests that want real services. Linux only.
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from '../is-process-alive.mjs';
import { connectBus } from './bus-connection.mjs';
import { startOwnedProcess, waitUntilReady } from './owned-process.mjs';
import { startTrayHost } from './tray-host.mjs';
import { openVirtualKeyring } from './virtual-keyring.mjs';

const PREFIX = 'axiom-desktop-';
/** A socket path has at most 107 bytes. This is what remains after our own folder names and Chromium's part in `tmp`. */
const LONGEST_BASE =
  107 - `/${PREFIX}4194304-XXXXXX/tmp`.length - '/.org.chromium.Chromium.XXXXXX/SingletonSocket'.length;

// No service is started on demand: a keyring that was not requested must not exist.
const BUS_CONFIG = (/** @type {string} */ address) => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>${address}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="root"/><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`;

/** @typedef {import('./owned-process.mjs').Person & {home: string}} DesktopOwner an ordinary user, when root creates the desktop */

/**
 * @typedef {object} DesktopSession
 * @property {string} dir holds all files; use it for the application's own folders too
 * @property {NodeJS.ProcessEnv} env environment for programs on this desktop
 * @property {string} busAddress
 * @property {import('./virtual-keyring.mjs').VirtualKeyring | undefined} keyring undefined when none was requested
 * @property {import('./tray-host.mjs').TrayHost | undefined} trayHost undefined when none was requested
 * @property {() => Promise<void>} dispose ends every process it started and removes the folder; the caller must first end
 *   the programs that it started on the desktop
 */

/**
 * @param {{display: boolean, keyring: 'unlocked' | 'locked' | 'none', trayHost: boolean, bus?: 'path' | 'abstract', size?: string,
 *   person?: DesktopOwner}} options `bus`: kind of its socket, a path by default; `size` of the screen, default "1280x800"; without
 *   `person` the desktop belongs to this user
 * @returns {Promise<DesktopSession>}
 */
export async function openDesktopSession(options) {
  const { display, keyring: keyringState, trayHost: hasTray, bus = 'path', size = '1280x800', person } = options;
  await removeLeftovers();
  const dir = await mkdtemp(join(desktopBase(), `${PREFIX}${process.pid}-`));
  /** @type {(() => Promise<void> | void)[]} in the order they were opened */
  const disposers = [() => rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })];
  const dispose = async () => {
    for (let next = disposers.pop(); next !== undefined; next = disposers.pop()) await next();
  };
  try {
    const busAddress = `unix:${bus}=${join(dir, 'bus')}`;
    const env = await privateEnvironment(dir, busAddress, person);
    const openScreen = async () => {
      const screen = await startScreen(dir, env, size, person);
      disposers.push(screen.stop);
      env['DISPLAY'] = screen.display;
      const manager = startOwnedProcess('openbox', [], { env, logFile: join(dir, 'openbox.log'), person });
      disposers.push(() => manager.stop());
    };
    const openBus = async () => {
      disposers.push(await startBus(dir, env, busAddress, person));
      const keyring =
        keyringState === 'none'
          ? undefined
          : await openVirtualKeyring({ dir, env, busAddress, state: keyringState, person });
      if (keyring) disposers.push(keyring.dispose);
      const trayHost = hasTray ? await startTrayHost({ busAddress }) : undefined;
      if (trayHost) disposers.push(trayHost.dispose);
      return { keyring, trayHost };
    };
    // Both at the same time, and both until they end: if one fails, what the other has started is still disposed of.
    const [ofScreen, ofBus] = await Promise.allSettled([display ? openScreen() : undefined, openBus()]);
    if (ofScreen.status === 'rejected') throw ofScreen.reason;
    if (ofBus.status === 'rejected') throw ofBus.reason;
    return { dir, env, busAddress, ...ofBus.value, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The parent folder of virtual desktops: the folder for temporary files, or /tmp if that is missing or its path is too long for sockets. */
export function desktopBase(base = tmpdir()) {
  return Buffer.byteLength(base) <= LONGEST_BASE && existsSync(base) ? base : '/tmp';
}

async function privateEnvironment(
  /** @type {string} */ dir,
  /** @type {string} */ busAddress,
  /** @type {DesktopOwner | undefined} */ person,
) {
  const home = person?.home ?? join(dir, 'home');
  const runtime = join(dir, 'run');
  const temporary = join(dir, 'tmp');
  for (const folder of [home, runtime, temporary]) await mkdir(folder, { mode: 0o700, recursive: true });
  if (person) for (const folder of [dir, home, runtime, temporary]) await chown(folder, person.uid, person.gid);
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    HOME: home,
    // Chromium leaves folders there when it is killed; here dispose() removes them.
    TMPDIR: temporary,
    XDG_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_SESSION_TYPE: 'x11',
    // With this value Electron sends its tray icon as pixels, otherwise as a file name.
    XDG_CURRENT_DESKTOP: 'KDE',
    DBUS_SESSION_BUS_ADDRESS: busAddress,
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
  };
  if (process.env['TZ'] !== undefined) env['TZ'] = process.env['TZ'];
  return env;
}

async function startBus(
  /** @type {string} */ dir,
  /** @type {NodeJS.ProcessEnv} */ env,
  /** @type {string} */ address,
  /** @type {DesktopOwner | undefined} */ person,
) {
  const config = join(dir, 'bus.conf');
  const logFile = join(dir, 'bus.log');
  await writeFile(config, BUS_CONFIG(address));
  const bus = startOwnedProcess('dbus-daemon', ['--nofork', '--nopidfile', `--config-file=${config}`], {
    env,
    logFile,
    person,
  });
  await waitUntilReady({
    what: 'dbus-daemon',
    process: bus,
    isReady: () => isListening(address),
    readLog: () => readFile(logFile, 'utf8'),
  });
  return () => bus.stop();
}

/** Connects, because the socket's file exists a moment before the bus listens. */
async function isListening(/** @type {string} */ address) {
  try {
    (await connectBus(address)).dispose();
    return true;
  } catch {
    return false;
  }
}

async function startScreen(
  /** @type {string} */ dir,
  /** @type {NodeJS.ProcessEnv} */ env,
  /** @type {string} */ size,
  /** @type {DesktopOwner | undefined} */ person,
) {
  const logFile = join(dir, 'xvfb.log');
  // Without a graphics card GLX would only load a compiler for shaders: half of the server's start.
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset', '-extension', 'GLX'];
  const server = startOwnedProcess('Xvfb', args, { env, logFile, extraPipe: true, person });
  let number = '';
  server.child.stdio[3]?.on('data', (chunk) => {
    number += String(chunk);
  });
  await waitUntilReady({
    what: 'Xvfb',
    process: server,
    isReady: async () => number.endsWith('\n'),
    readLog: () => readFile(logFile, 'utf8'),
  });
  return { display: `:${number.trim()}`, stop: () => server.stop() };
}

/** Removes folders of killed runs; their processes ended with them. */
async function removeLeftovers() {
  const base = desktopBase();
  for (const name of await readdir(base)) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || (await isProcessAlive(Number(pid)))) continue;
    // Another user's folder cannot be removed.
    await rm(join(base, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
