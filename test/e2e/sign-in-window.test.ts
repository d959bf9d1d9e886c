// Signing in with a browser window: it opens at the site, its two cookies become the saved tokens, and it navigates nowhere else.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { awaitEvent } from './support/await-event';
import { fingerprint, hasKeychainEntry, savedFingerprint } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { fillInSite, openSignInWindow, signInPage } from './support/sign-in-window';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { closeWindow, logText, visibleTitles } from './support/window-of-app';

let stage: Stage;
let app: StartedApp;
let window: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  window = await openSignInWindow(app, stage.simulator);
});
afterAll(() => stage?.dispose());

test('its page is an ordinary page: sandboxed, without preload, Node or the app’s calls', async () => {
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

test('it stays on the site: neither a link nor a script leads elsewhere, and no other window opens', async () => {
  const elsewhere = await startForeignSite();
  await answerDialogs(app.electronApp, {});
  await window.evaluate((url) => {
    location.href = url;
  }, elsewhere.origin);
  await waitForLog(app, 'kept from leaving the site');
  await window.evaluate((url) => void open(url), elsewhere.origin);
  await waitForLog(app, 'kept from opening a window');
  expect(new URL(window.url()).origin).toBe(stage.simulator.origin);
  expect(elsewhere.hits()).toBe(0);
  // Reported once, although it was tried twice.
  const dialogs = await dialogsSeen(app.electronApp);
  expect(dialogs).toHaveLength(1);
  expect(dialogs[0]).toContain(`This page wanted to open ${new URL(elsewhere.origin).host}.`);
  expect(dialogs[0]).toContain('"isOfWindow":true');
  expect(await window.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Sign in');
});

test('a page can open one window at a time, as a provider does, and another one when that is closed', async () => {
  const { origin } = stage.simulator;
  const ids = () => app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ id }) => id));
  const before = await ids();
  const opened = async () => (await ids()).filter((id) => !before.includes(id));
  const openMany = () =>
    window.evaluate((url) => {
      for (let round = 0; round < 40; round++) open(url, '_blank', 'popup');
    }, origin);
  const closeOpened = async () => {
    await app.electronApp.evaluate(
      ({ BrowserWindow }, wanted) => wanted.forEach((id) => BrowserWindow.fromId(id)?.close()),
      await opened(),
    );
    await waitUntil('it is closed', async () => (await opened()).length === 0);
  };
  await openMany();
  await waitForLog(app, 'kept from opening a second window');
  expect(await opened()).toHaveLength(1);
  await closeOpened();
  await openMany();
  expect(await opened()).toHaveLength(1);
  await closeOpened();
});

test('a page cannot change its title, which says where the person is', async () => {
  const title = `Sign in — Simulator ${new URL(stage.simulator.origin).host}`;
  const tried = await app.electronApp.evaluateHandle(
    ({ BrowserWindow }, words) => ({
      heard: new Promise<boolean>((resolve) =>
        BrowserWindow.getAllWindows()
          .find((shown) => shown.getTitle() === words)
          ?.once('page-title-updated', (event) => resolve(event.defaultPrevented)),
      ),
    }),
    title,
  );
  await window.evaluate(() => {
    document.title = 'Your bank';
  });
  expect([await awaitEvent(tried), (await visibleTitles(app.electronApp)).includes(title)]).toEqual([true, true]);
});

test('a page that asks "leave this site?" does not keep it open: closed, the sign-in is cancelled and nobody is blamed', async () => {
  // Without a listener Playwright would answer the question itself.
  window.on('dialog', () => undefined);
  await window.evaluate(() =>
    addEventListener('beforeunload', (event) => {
      event.preventDefault();
      // The form that Chromium 108 uses.
      event.returnValue = 'stay';
    }),
  );
  const asked = app.electronApp.evaluate(
    ({ BrowserWindow }, origin) =>
      new Promise((resolve) =>
        BrowserWindow.getAllWindows()
          .find(({ webContents }) => webContents.getURL().startsWith(origin))
          ?.webContents.once('will-prevent-unload', () => resolve(true)),
      ),
    stage.simulator.origin,
  );
  await closeWindow(app.electronApp, stage.simulator.origin);
  expect(await asked).toBe(true);
  const page = await app.page();
  await page.getByRole('button', { name: 'Sign in with a browser window' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
  await app.tray.waitForIcon('ring-dashed-idle');
});

test('a site that does not answer then is reported', async () => {
  const { simulator } = stage;
  await simulator.stop();
  const page = await app.page();
  await page.getByRole('button', { name: 'Sign in with a browser window' }).click();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  const host = new URL(simulator.origin).host;
  expect(await alert.textContent()).toContain(`The sign-in page of ${host} could not be loaded.`);
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
});

test('opened again and filled in, it closes, and the tokens of its cookies are in the keychain', async () => {
  const { simulator, desktop } = stage;
  await simulator.start();
  const page = await app.page();
  await answerDialogs(app.electronApp, { button: 1 });
  await page.getByRole('button', { name: 'Open the window again' }).click();
  await fillInSite(await signInPage(app, simulator), simulator);
  await headline(page, 'Healthy');
  expect(await dialogsSeen(app.electronApp)).toEqual([expect.stringContaining('Sign main in as account ')]);
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));
  expect(await visibleTitles(app.electronApp)).toEqual([expect.stringContaining('Axiom Token Manager')]);
  await app.tray.waitForIcon('ring-check-good');
});

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
