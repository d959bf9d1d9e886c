// The app's native windows, seen from its main process: shown or hidden, titles, and the window manager's close button.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { projectRoot } from '../../../build/project-root.mjs';

/** Titles of all windows, including hidden ones. */
export function windowTitles(electronApp: ElectronApplication): Promise<string[]> {
  return electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
}

/** Titles of the visible windows. */
export function visibleTitles(electronApp: ElectronApplication): Promise<string[]> {
  return electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => window.getTitle()),
  );
}

/** Closes the window with this page address by its close button. */
export function closeWindow(electronApp: ElectronApplication, addressStart: string): Promise<void> {
  return electronApp.evaluate(({ BrowserWindow }, start) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().startsWith(start))
      ?.close();
  }, addressStart);
}

/** The content of the desktop's clipboard. */
export function clipboardText(electronApp: ElectronApplication): Promise<string> {
  return electronApp.evaluate(({ clipboard }) => clipboard.readText());
}

/** The whole log so far. */
export async function logText(userDataDirectory: string): Promise<string> {
  const folder = join(userDataDirectory, 'logs');
  const names = await readdir(folder).catch(() => []);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}

/** Pictures of the window in light and dark, for people: `test/results/e2e/<name>-<theme>.png`. */
export async function savePictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without animation; otherwise the picture would show colours between the two themes.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(projectRoot, 'test/results/e2e', `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
