// A hostile site in the sign-in window: what its page may set, open, read and request.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeJwt } from '../support/make-jwt';
import { waitUntil } from '../support/wait-until';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { profileFromMain } from './support/calls-from-page';
import { hasKeychainEntry, savedFingerprint, fingerprint } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { fillInSite, type HeldByMain, openSignInWindow } from './support/sign-in-window';
import { openStage, type Stage, type StartedApp } from './support/stage';

let stage: Stage;
let app: StartedApp;
let window: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  await answerDialogs(app.electronApp, {});
  window = await openSignInWindow(app, stage.simulator);
});
afterAll(() => stage?.dispose());

test('what a script in the page sets as token cookies signs nobody in', async () => {
  const nowMs = Date.now();
  const pair = ['auth-access-token', 'auth-refresh-token'].map(
    (name) =>
      [name, makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + 3_600_000, accountId: 'stranger' }).expose()] as const,
  );
  await window.evaluate((cookies) => {
    for (const [name, value] of cookies) document.cookie = `${name}=${value}; path=/; max-age=3600`;
  }, pair);
  const inJar = () =>
    app.electronApp.evaluate(async () => {
      const all = await (globalThis as HeldByMain).signInSession?.cookies.get({});
      return (all ?? [])
        .map(({ name }) => name)
        .filter((name) => name.startsWith('auth-'))
        .sort();
    });
  await waitUntil('both are in the session', async () => (await inJar()).length === 2);
  expect(await inJar()).toEqual(['auth-access-token', 'auth-refresh-token']);
  expect(await profileFromMain(await app.page())).toMatchObject({ token: 'none' });
  expect(window.isClosed()).toBe(false);
});

test('it reads nothing from the clipboard', async () => {
  await app.electronApp.evaluate(({ clipboard }) => clipboard.writeText('what somebody has copied'));
  const read = await window.evaluate(async () => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.focus();
    const pasted = document.execCommand('paste');
    const text = field.value;
    field.remove();
    const asked = await navigator.clipboard.readText().catch(() => 'denied');
    return { pasted, text, asked };
  });
  expect(read).toEqual({ pasted: false, text: '', asked: 'denied' });
});

test('it controls nothing of the window that it opens, not even its title', async () => {
  const ids = () => app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ id }) => id));
  const before = await ids();
  await window.evaluate(() => {
    const wanted =
      'title=Sign in — accounts.google.com,kiosk=yes,fullscreen=yes,alwaysOnTop=yes,frame=no,show=no,focusable=no,x=-5000,y=-5000,width=9000,height=9000,opacity=0,type=dock';
    const opened = open('/never', '_blank', wanted);
    const title = opened?.document.head.appendChild(opened.document.createElement('title'));
    if (title) title.textContent = 'Your bank';
  });
  await waitUntil('it is open', async () => (await ids()).length > before.length);
  const look = () =>
    app.electronApp.evaluate(({ BrowserWindow, screen }, known) => {
      const popup = BrowserWindow.getAllWindows().find(({ id }) => !known.includes(id));
      if (!popup) throw new Error('no window was opened');
      const { x, y, width, height } = popup.getBounds();
      const { workArea } = screen.getPrimaryDisplay();
      const isSeen = x >= 0 && y >= 0 && x + width <= workArea.width && y + height <= workArea.height;
      return {
        title: popup.getTitle(),
        isVisible: popup.isVisible(),
        isFocusable: popup.isFocusable(),
        isFull: popup.isKiosk() || popup.isFullScreen(),
        isAlwaysOnTop: popup.isAlwaysOnTop(),
        opacity: popup.getOpacity(),
        isSeen,
      };
    }, before);
  const { host } = new URL(stage.simulator.origin);
  // The window manager may move it a little later.
  await expect.poll(look).toEqual({
    title: `Sign in — Simulator ${host}`,
    isVisible: true,
    isFocusable: true,
    isFull: false,
    isAlwaysOnTop: false,
    opacity: 1,
    isSeen: true,
  });
  await app.electronApp.evaluate(({ BrowserWindow }, known) => {
    for (const each of BrowserWindow.getAllWindows()) if (!known.includes(each.id)) each.close();
  }, before);
});

test('the person is informed of tokens that no server has set, and of a second window, and an empty page goes back', async () => {
  const words = (await dialogsSeen(app.electronApp)).join('');
  expect(words).toContain('The tokens in this page were not set by the servers of');
  await window.evaluate(() => setTimeout(() => (location.href = 'about:blank')));
  await window.waitForURL('about:blank');
  await window.waitForURL(`${stage.simulator.origin}/**`);
  await window.getByLabel('E-mail').waitFor();
  expect(new URL(window.url()).origin).toBe(stage.simulator.origin);
});

test('a page that hangs keeps the window open neither for itself nor in the way of a new one', async () => {
  const ids = () => app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ id }) => id));
  const before = await ids();
  await window.evaluate(() =>
    addEventListener('beforeunload', () => {
      for (;;);
    }),
  );
  await (await app.page()).getByRole('button', { name: 'Cancel' }).click();
  await waitUntil('it is closed', async () => (await ids()).length < before.length);
  window = await openSignInWindow(app, stage.simulator);
  expect(await ids()).toHaveLength(before.length);
});

test('the person is asked whose account it is before an empty profile takes it; "Cancel" keeps nothing', async () => {
  await answerDialogs(app.electronApp, { button: 0 });
  await fillInSite(window, stage.simulator);
  await waitUntil('the person was asked', async () => (await dialogsSeen(app.electronApp)).length === 1);
  expect((await dialogsSeen(app.electronApp))[0]).toContain('Sign main in as account ');
  const page = await app.page();
  await page.getByRole('button', { name: /Sign in with a browser window|Open the window again/ }).waitFor();
  expect(await profileFromMain(page)).toMatchObject({ token: 'none' });
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
});

test('after a yes the pair that the server has set is kept', async () => {
  await answerDialogs(app.electronApp, { button: 1 });
  const page = await app.page();
  await app.tray.click('Sign in...');
  window = await openSignInWindow(app, stage.simulator);
  await fillInSite(window, stage.simulator);
  await headline(page, 'Healthy');
  expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(stage.simulator.currentTokens()));
});
