// The demo account on a runtime that may not open a real one: it works from server to tray, is marked everywhere, and is saved nowhere.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesktopSession, type DesktopSession } from '../support/desktop-session';
import { type AppUnderTest, startApp } from './support/app-under-test';
import { hasKeychainEntry } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { savePictures, windowTitles } from './support/window-of-app';

let desktop: DesktopSession;
let app: AppUnderTest;

beforeAll(async () => {
  desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  app = await startApp({ desktop, userDataDirectory: join(desktop.dir, 'user-data') });
});
afterAll(async () => {
  await app?.dispose();
  await desktop?.dispose();
});

test('"Try the demo account" signs in the profile "demo", healthy and marked as a simulator in window, title and tray', async () => {
  const page = await app.page();
  await page.getByRole('button', { name: 'Try the demo account' }).click();
  await page.getByRole('heading', { level: 1, name: 'demo' }).waitFor();
  await headline(page, 'Healthy');
  expect(await page.locator('.badge').allTextContents()).toEqual(['Simulator']);
  expect(await windowTitles(app.electronApp)).toEqual([expect.stringContaining('Simulator')]);
  const tray = await app.tray.waitForIcon('ring-check-good');
  expect(tray.tooltip).toMatch(/^demo: healthy, expires in .* — Simulator$/);
  expect(tray.menu.some(({ label }) => /^demo: Healthy, expires in .* — Simulator$/.test(label))).toBe(true);
  await savePictures(page, 'demo');
});

test('its tokens can be refreshed, and are in memory only: the keychain stays empty, and after a restart they are gone', async () => {
  const page = await app.page();
  await app.tray.click('Refresh demo now');
  await page.locator('.plot .plot-bar').first().waitFor();
  await headline(page, 'Healthy');
  expect(await page.locator('.facts').textContent()).toContain('This run only');
  for (const account of ['demo', 'default']) expect(await hasKeychainEntry(desktop, account)).toBe(false);
  await app.quit();
  app = await startApp({ desktop, userDataDirectory: join(desktop.dir, 'user-data') });
  const next = await app.page();
  await next.getByRole('button', { name: 'Try the demo account' }).waitFor();
  expect(await next.getByText('demo', { exact: true }).count()).toBe(0);
});

test('ended by kill -9 it leaves nothing of the demo but lines in the log, and the next start shows nothing of it', async () => {
  await app.quit();
  const folder = join(desktop.dir, 'killed');
  const [data, state, temporary] = ['data', 'state', 'tmp'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(temporary, { recursive: true });
  const folders = { desktop, userDataDirectory: data, stateDirectory: state, env: { TMPDIR: temporary } };
  app = await startApp({ ...folders, args: ['--demo'] });
  const page = await app.page();
  await headline(page, 'Healthy');
  await app.tray.click('Refresh demo now');
  await page.locator('.plot .plot-bar').first().waitFor();
  await headline(page, 'Healthy');
  await app.kill9();

  // The first profile's lock, and Chromium's folder, which every start creates.
  expect(await readdir(state)).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.lock$/)]);
  expect((await readdir(temporary)).filter((name) => !name.startsWith('scoped_dir'))).toEqual([]);
  for (const account of ['demo', 'default']) expect(await hasKeychainEntry(desktop, account)).toBe(false);
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(1);
  for (const { name, parentPath } of files) {
    const text = await readFile(join(parentPath, name), 'latin1');
    expect([name, /demo@|"demo"|eyJ[\w-]{20}/.exec(text)?.[0]]).toEqual([name, undefined]);
  }

  app = await startApp(folders);
  const next = await app.page();
  await next.getByRole('button', { name: 'Try the demo account' }).waitFor();
  expect(await next.getByText('demo', { exact: true }).count()).toBe(0);
  expect((await app.tray.waitForEntry(/^main: Signed out$/)).menu.filter(({ label }) => /demo/.test(label))).toEqual(
    [],
  );
});
