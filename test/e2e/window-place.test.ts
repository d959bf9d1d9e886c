// The window's place and size over the end of the real app: saved, restored, and not restored where no display is.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { closeWindow, visibleTitles } from './support/window-of-app';
import { openStage, type Stage, type StartedApp } from './support/stage';

let stage: Stage;
let app: StartedApp;
let preferencesPath: string;

beforeAll(async () => {
  stage = await openStage();
  const userDataDirectory = await stage.newFolder();
  preferencesPath = join(userDataDirectory, 'preferences.json');
  app = await startWithWindow(userDataDirectory);
});
afterAll(() => stage?.dispose());

async function startWithWindow(userDataDirectory: string): Promise<StartedApp> {
  const started = await stage.start({ userDataDirectory });
  await started.page();
  await waitUntil('the window is shown', async () => (await visibleTitles(started.electronApp)).length === 1);
  return started;
}

async function startAgain(): Promise<void> {
  await app.quit();
  app = await startWithWindow(app.userDataDirectory);
}

const place = () =>
  app.electronApp.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('There is no window.');
    return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
  });
const readPreferences = async () => JSON.parse(await readFile(preferencesPath, 'utf8')) as Record<string, unknown>;

const keptPlace = async () => (await readPreferences())['windowPlace'] as { readonly y: number };

/** Called once the window manager has added its frame; the window's content is below the title then. */
async function framedPlace() {
  const { y } = await keptPlace();
  await waitUntil('the window has its frame', async () => (await place()).y > y);
  return place();
}

test('moved and resized it comes back at that place, as often as the app starts', async () => {
  const wanted = { x: 60, y: 80, width: 700, height: 500 };
  await app.electronApp.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, wanted);
  await expect.poll(async () => (await place()).width).toBe(700);
  await startAgain();
  const kept = await keptPlace();
  const shown = await framedPlace();
  expect(shown).toMatchObject({ width: 700, height: 500, isMaximized: false });
  expect([shown.x - wanted.x <= 10, shown.x >= wanted.x, shown.y - wanted.y <= 60]).toEqual([true, true, true]);
  await startAgain();
  expect(await framedPlace()).toEqual(shown);
  expect(await keptPlace()).toEqual(kept);
});

test('maximised it comes back maximised, and then goes back to its size', async () => {
  const before = await place();
  await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize());
  await expect.poll(async () => (await place()).isMaximized).toBe(true);
  await startAgain();
  await expect.poll(async () => (await place()).isMaximized).toBe(true);
  await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.unmaximize());
  await expect.poll(place).toEqual(before);
});

test('closed to the tray and opened again it is where it was', async () => {
  const before = await place();
  await closeWindow(app.electronApp, 'app://');
  await app.tray.activate();
  await waitUntil('the window is shown', async () => (await visibleTitles(app.electronApp)).length === 1);
  await expect.poll(place).toEqual(before);
});

test('a place that no display has any more is not used, and nothing else of the settings is lost', async () => {
  await app.quit();
  const kept = {
    ...(await readPreferences()),
    theme: 'dark',
    windowPlace: { x: 90_000, y: 10, width: 700, height: 500, isMaximized: false },
  };
  await writeFile(preferencesPath, JSON.stringify(kept));
  app = await startWithWindow(app.userDataDirectory);
  const { x, width } = await place();
  expect([x < 90_000, width]).toEqual([true, 700]);
  expect(await readPreferences()).toMatchObject({ theme: 'dark' });
});
