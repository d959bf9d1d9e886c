// @ts-check
// Starts an Electron application on a private desktop and waits for its tray icon. Used by the desktop rows for our app and the bare one.
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startApplication } from '../../build/virtual-desktop/application.mjs';

/** @typedef {Awaited<ReturnType<typeof import('../../build/virtual-desktop/desktop-session.mjs').openDesktopSession>>} Desktop */

/**
 * @typedef {object} DesktopApp
 * @property {number} pid
 * @property {number} trayAfterMs from spawning to its tray item on the bus
 * @property {() => Promise<void>} stop resolves when its icon is gone too
 */

/**
 * @param {{desktop: Desktop, executable: string, folder: string, args?: readonly string[], env?: NodeJS.ProcessEnv, userData?: string}} options
 *   fresh user data unless a folder is given
 * @returns {Promise<DesktopApp>}
 */
export async function startDesktopApp({ desktop, executable, folder, args = [], env = {}, userData }) {
  const { trayHost } = desktop;
  if (!trayHost) throw new Error('the desktop was ordered with a tray');
  const data = userData ?? (await mkdtemp(join(desktop.dir, 'user-data-')));
  const startedAtMs = performance.now();
  const application = startApplication({
    executable,
    args: [folder, `--user-data-dir=${data}`, `--state-directory=${join(data, 'state')}`, ...args],
    env: { ...desktop.env, ...env },
  });
  let output = '';
  for (const stream of [application.stdout, application.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + String(chunk)).slice(-2000);
    });
  }
  const stop = async () => {
    await application.stop();
    while (trayHost.hasItem()) await delay(20);
  };
  try {
    await trayHost.waitForItem(30_000);
  } catch (error) {
    await stop();
    throw new Error(`${folder} did not show its tray icon; it said:\n${output}`, { cause: error });
  }
  return { pid: application.pid, trayAfterMs: performance.now() - startedAtMs, stop };
}
