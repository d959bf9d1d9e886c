// Signing in with a browser window: it opens at the site, its two cookies become the saved tokens, it leaves nothing behind, and it goes nowhere else.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { fingerprint, hasKeychainEntry, savedFingerprint } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { fillInSite, type HeldByMain, openSignInWindow, signInPage } from './support/sign-in-window';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { closeWindow, logText, savePictures, visibleTitles } from './support/window-of-app';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

test('filled in, the window closes, the tokens of its cookies are in the keychain, and no trace of them is left in it', async () => {
  const { simulator, desktop } = stage;
  const app = await stage.start();
  const window = await openSignInWindow(app, stage.simulator);
  expect(await visibleTitles(app.electronApp)).toContain(`Sign in — Simulator ${new URL(simulator.origin).host}`);
  await window.evaluate(() => {
    localStorage.setItem('left', 'behind');
    document.cookie = 'tracking=1; path=/; max-age=3600';
  });
  await fillInSite(window, simulator);
  const page = await app.page();
  await headline(page, 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));
  expect(await visibleTitles(app.electronApp)).toEqual([expect.stringContaining('Axiom Token Manager')]);
  await app.tray.waitForIcon('ring-check-good');

  expect(await signInCookieNames(app)).toEqual(['cf_clearance']);
  await app.tray.click('Sign in...');
  const again = await openSignInWindow(app, stage.simulator);
  expect(await again.evaluate(() => localStorage.length)).toBe(0);
  expect(await again.evaluate(() => document.cookie)).toBe('');
  expect(await again.getByLabel('E-mail').inputValue()).toBe('');
  // Nothing of it went to disk: the session lives in memory.
  expect(await app.electronApp.evaluate(() => (globalThis as HeldByMain).signInSession?.isPersistent())).toBe(false);
});

test('closing the window cancels: back to the four ways, nothing saved, nothing said against anybody', async () => {
  const app = await stage.start();
  await openSignInWindow(app, stage.simulator);
  await closeWindow(app.electronApp, stage.simulator.origin);
  const page = await app.page();
  await page.getByRole('button', { name: 'Sign in with a browser window' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
  await app.tray.waitForIcon('ring-dashed-idle');
});

test('"Cancel" in the main window closes the sign-in window', async () => {
  const app = await stage.start();
  const window = await openSignInWindow(app, stage.simulator);
  const page = await app.page();
  await savePictures(page, 'browser-waiting');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await waitUntil('the sign-in window is closed', () => window.isClosed());
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
});

test('the page in it is an ordinary page: sandboxed, without preload, Node or the app’s calls', async () => {
  const app = await stage.start();
  const window = await openSignInWindow(app, stage.simulator);
  const names = ['tokenManager', 'require', 'process', 'module', 'electron', 'Buffer'];
  const found = await window.evaluate((wanted) => wanted.filter((name) => name in globalThis), names);
  expect(found).toEqual([]);
  const preferences = await app.electronApp.evaluate(({ BrowserWindow }, origin) => {
    const shown = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().startsWith(origin));
    const contents = shown?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> } | undefined;
    const all = contents?.getLastWebPreferences() ?? {};
    return {
      sandbox: all['sandbox'],
      contextIsolation: all['contextIsolation'],
      nodeIntegration: all['nodeIntegration'],
      preload: all['preload'] ?? 'none',
    };
  }, stage.simulator.origin);
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, preload: 'none' });
});

test('it is held to the site: neither a link nor a script leads elsewhere, and no other window opens', async () => {
  const elsewhere = await startForeignSite();
  const app = await stage.start();
  const window = await openSignInWindow(app, stage.simulator);
  await window.evaluate((url) => {
    location.href = url;
  }, elsewhere.origin);
  await waitForLog(app, 'kept from leaving the site');
  await window.evaluate((url) => void open(url), elsewhere.origin);
  await waitForLog(app, 'kept from opening a window');
  expect(new URL(window.url()).origin).toBe(stage.simulator.origin);
  expect(elsewhere.hits()).toBe(0);
  expect(await window.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Sign in');
});

test('a site that does not answer is said in words, and opening the window again works', async () => {
  const { simulator } = stage;
  const app = await stage.start();
  await simulator.stop();
  const page = await app.page();
  await page.getByRole('button', { name: 'Sign in with a browser window' }).click();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  const host = new URL(simulator.origin).host;
  expect(await alert.textContent()).toContain(`The sign-in page of ${host} could not be loaded.`);
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
  await simulator.start();
  await page.getByRole('button', { name: 'Open the window again' }).click();
  await fillInSite(await signInPage(app, simulator), simulator);
  await headline(page, 'Healthy');
});

function signInCookieNames(app: StartedApp): Promise<string[]> {
  return app.electronApp.evaluate(async () => {
    const cookies = await (globalThis as HeldByMain).signInSession?.cookies.get({});
    return (cookies ?? []).map(({ name }) => name);
  });
}

async function waitForLog(app: StartedApp, words: string): Promise<void> {
  await waitUntil(`the log says "${words}"`, async () => (await logText(app.userDataDirectory)).includes(words));
}

async function startForeignSite(): Promise<{ readonly origin: string; hits(): number }> {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.end('elsewhere');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, hits: () => hits };
}
