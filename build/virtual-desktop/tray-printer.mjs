// Prints the tray of a virtual desktop when it changes, and takes a screenshot of the window when the headline changes.
// Used by `npm start` without a display.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openIconNames } from './icon-names.mjs';
import { describeTray, headlineOf } from './tray-text.mjs';
import { saveWindowScreenshot } from './window-screenshot.mjs';

/** One change causes several signals (icon, tooltip, menu); this long after the last one the change is complete. */
const SETTLE_MS = 150;
/** The window paints a little after the tray. */
const PAINT_MS = 400;

/**
 * @param {object} options
 * @param {import('./tray-host.mjs').TrayHost} options.trayHost
 * @param {NodeJS.ProcessEnv} options.env of the desktop
 * @param {string} options.iconDir
 * @param {string} options.screenshotDir emptied first
 * @param {string} options.windowTitle
 * @param {(text: string) => void} options.print
 * @returns {Promise<{dispose: () => Promise<void>}>} dispose stops it and waits for a running screenshot
 */
export async function openTrayPrinter({ trayHost, env, iconDir, screenshotDir, windowTitle, print }) {
  const nameOf = await openIconNames(iconDir);
  await rm(screenshotDir, { recursive: true, force: true });
  await mkdir(screenshotDir, { recursive: true });
  let shown = '';
  let headline = '';
  let pictures = 0;
  let isStopped = false;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** One read after the other, so that an older state of the tray is never printed after a newer one. */
  let reading = Promise.resolve();

  const readTray = async () => {
    if (isStopped || !trayHost.hasItem()) return;
    const [item, menu] = await Promise.all([trayHost.readItem(), trayHost.readMenu()]);
    const icon = (item.iconPixels && nameOf(item.iconPixels)) ?? `unknown picture ${item.iconHash ?? '(none yet)'}`;
    const text = describeTray({ icon, tooltip: item.tooltip, menu });
    if (text === shown) return;
    shown = text;
    print(`\n${new Date().toTimeString().slice(0, 8)}  tray\n${text}`);
    const newHeadline = headlineOf({ icon, menu });
    if (newHeadline === headline) return;
    await new Promise((resolve) => setTimeout(resolve, PAINT_MS));
    if (isStopped) return;
    const name = `${String(pictures + 1).padStart(2, '0')}-${icon.replace(/[^a-z-]+/g, '-')}.png`;
    const path = join(screenshotDir, name);
    // Without a window there is no screenshot; the next change of the tray tries again.
    if (!(await saveWindowScreenshot({ env, title: windowTitle, path }))) return;
    headline = newHeadline;
    pictures += 1;
    print(`window   ${path}`);
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // An item may end while it is read; the next signal reads again.
      reading = reading.then(readTray).catch(() => undefined);
    }, SETTLE_MS);
  };
  const unsubscribe = trayHost.onChange(schedule);
  schedule();
  return {
    async dispose() {
      isStopped = true;
      unsubscribe();
      clearTimeout(timer);
      await reading;
    },
  };
}
