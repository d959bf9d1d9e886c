// Light and dark in the real Electron: the person's choice reaches the pages at once and survives a restart, and a window does not flash: before
// its page is drawn it has the page's colour.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Preferences } from '../../preload/contract/preferences-schema';
import { callFromPage } from './support/calls-from-page';
import { openStage, type Stage, type StartedApp } from './support/stage';

let stage: Stage;
let app: StartedApp;
let page: Page;

/** The preferences of an earlier run. */
const PREFERENCES = { theme: 'dark', clearClipboardAfterSeconds: 30, isPaused: false, toldSignInEnds: {} };

beforeAll(async () => {
  stage = await openStage();
  const userDataDirectory = await stage.newFolder();
  await writeFile(join(userDataDirectory, 'preferences.json'), JSON.stringify(PREFERENCES));
  app = await stage.start({ userDataDirectory });
  page = await app.page();
});
afterAll(() => stage?.dispose());

const choose = (theme: Preferences['theme']) => callFromPage(page, 'changePreferences', { theme });
const themeSource = () => app.electronApp.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
/** The background colour that the window was created with. */
const behindThePage = () =>
  app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor().toLowerCase());
/** The page's colour in the style sheet. */
const ofThePage = () =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--background').trim());

/** Closes the window for good, then opens a new one as a click on the tray does. */
async function openAnotherWindow(): Promise<void> {
  // Otherwise the ending page might be found instead of the new one.
  const closed = page.waitForEvent('close');
  await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
  await closed;
  await app.tray.activate();
  page = await app.page();
}

test('the choice of a former run is there before the first window', async () => {
  expect([await themeSource(), await behindThePage()]).toEqual(['dark', await ofThePage()]);
});

test.each([
  ['light', false],
  ['dark', true],
] as const)('the choice of "%s" reaches the page at once', async (theme, isDark) => {
  await choose(theme);
  await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, isDark);
  expect(await themeSource()).toBe(theme);
});

test('"system" leaves it to the desktop', async () => {
  await choose('system');
  await expect.poll(themeSource).toBe('system');
});

test.each(['dark', 'light'] as const)(
  'a window that opens %s has the page’s own colour from the start',
  async (theme) => {
    await choose(theme);
    await expect.poll(themeSource).toBe(theme);
    await openAnotherWindow();
    expect(await behindThePage()).toBe(await ofThePage());
  },
);
