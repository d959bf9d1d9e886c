// `npm start` on a machine without a display: runs the application on a virtual desktop that is deleted at the end, and
// prints its tray as text. Called by start.mjs. Ends cleanly on Ctrl-C and SIGTERM.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exitCodeOf, lastWords } from './application-end.mjs';
import { desktopBase, openDesktopSession } from './virtual-desktop/desktop-session.mjs';
import { startApplication } from './virtual-desktop/application.mjs';
import { tokenLines } from './virtual-desktop/token-lines.mjs';
import { openTrayPrinter } from './virtual-desktop/tray-printer.mjs';

/** Chromium's log lines about system services that the virtual desktop does not have. The application's own lines and fatal errors do not match. */
const CHROMIUM_NOISE = /^\[\d+:\d+\/[\d.]+:(?!FATAL)[A-Z]+:/;

/**
 * @param {{root: string, executable: string, args: readonly string[]}} options
 * @returns {Promise<number>} the exit code: 0 when it was ended by a signal or by its own menu
 */
export async function startOnVirtualDesktop({ root, executable, args }) {
  const print = (/** @type {string} */ text) => void process.stdout.write(`${text}\n`);
  print('No display here: starting a virtual desktop with its own keyring. Nothing in it is kept. Ctrl-C ends it.');
  if (desktopBase() !== tmpdir())
    print(`The folder ${tmpdir()} is missing or its path is too long; ${desktopBase()} is used.`);
  const startedAtMs = performance.now();
  const signal = waitForSignal();
  const over = new AbortController();
  const desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  const { trayHost } = desktop;
  if (trayHost === undefined) throw new Error('the desktop was ordered with a tray');
  /** @type {{dispose: () => Promise<void>} | undefined} */
  let printer;
  /** @type {import('./virtual-desktop/application.mjs').Application | undefined} */
  let application;
  try {
    // The application refuses a switch that is given twice.
    const own = [
      ['--user-data-dir', 'user-data'],
      ['--state-directory', 'state'],
    ]
      .filter(([name]) => !args.some((arg) => arg.split('=')[0] === name))
      .map(([name, folder]) => `${name}=${join(desktop.dir, String(folder))}`);
    application = startApplication({ executable, args: [root, ...own, ...args], env: desktop.env });
    const words = lastWords(application.stderr);
    for (const stream of [application.stdout, application.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        if (line !== '' && !CHROMIUM_NOISE.test(line)) print(`app      ${line}`);
      });
    }
    const ended = Promise.race([signal, application.ended]);
    const tray = trayHost.waitForItem(30_000).then(() => 'tray');
    const first = await Promise.race([tray.catch(() => 'no tray'), ended]);
    if (first === 'no tray') print('The application put no icon into the tray within 30 s.');
    if (first === 'tray') print(`Tray after ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
    printer = await openTrayPrinter({
      trayHost,
      env: desktop.env,
      iconDir: join(root, 'dist/icons'),
      screenshotDir: join(root, 'test/results/screenshots'),
      windowTitle: 'Axiom Token Manager',
      print,
    });
    const isDemo = args.includes('--demo');
    void tokenLines({ env: desktop.env, isDemo, signal: over.signal }).then((lines) => lines.forEach(print));
    const outcome = await ended;
    if (typeof outcome === 'string') return 0;
    const code = exitCodeOf({ ...outcome, output: await words(), executable });
    if (code !== 0) print(`The application ended with exit code ${code}.`);
    return code;
  } finally {
    over.abort();
    await printer?.dispose();
    await application?.stop();
    await desktop.dispose();
    print('The virtual desktop is gone.');
  }
}

/** Resolves with the first signal that ends the program. Later signals are ignored, so that the desktop is always removed completely. */
function waitForSignal() {
  return new Promise((/** @type {(name: string) => void} */ resolve) => {
    for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, () => resolve(name));
  });
}
