// The app's native windows, seen from its main process: shown or hidden, titles, and the window manager's close button.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { projectRoot } from '../../../build/project-root.mjs';

/** Titles of all windows, hidden ones too. */
export function windowTitles(electronApp: ElectronApplication): Promise<string[]> {
  return electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
}

/** Titles of the windows that a person sees. */
export function visibleTitles(electronApp: ElectronApplication): Promise<string[]> {
  return electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => window.getTitle()),
  );
}

/** Closes the window whose page has this address, as its close button does. */
export function closeWindow(electronApp: ElectronApplication, addressStart: string): Promise<void> {
  return electronApp.evaluate(({ BrowserWindow }, start) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().startsWith(start))
      ?.close();
  }, addressStart);
}

/** What is on the clipboard of the app's desktop. */
export function clipboardText(electronApp: ElectronApplication): Promise<string> {
  return electronApp.evaluate(({ clipboard }) => clipboard.readText());
}

/** Everything the app has logged so far. */
export async function logText(userDataDirectory: string): Promise<string> {
  const folder = join(userDataDirectory, 'logs');
  const names = await readdir(folder).catch(() => []);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}

/** Pictures of the window for people to look at, in light and dark: `test/results/e2e/<name>-<theme>.png`. */
export async function savePictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, or the picture would show colours on their way from one theme to the other.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(projectRoot, 'test/results/e2e', `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
