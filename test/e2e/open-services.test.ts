// The services of the handlers as they are wired for the real Electron: one sign-in window at a time, for the profile that asked first; the
// tokens' own dates are preferred to those of their cookies; the version is the app's own.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../../build/project-root.mjs';
import { makeJwt } from '../support/make-jwt';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage, profileFromMain } from './support/calls-from-page';
import { hasKeychainEntry } from './support/keychain-entry';
import { fillInSite, openSignInWindow, signInPage } from './support/sign-in-window';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { closeWindow, savePictures, visibleTitles } from './support/window-of-app';

const profile = { profileId: 'default' };
const HOUR_MS = 3_600_000;

let stage: Stage;
let app: StartedApp;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  page = await app.page();
  await answerDialogs(app.electronApp, { button: 1 });
});
afterEach(() => callFromPage(page, 'signOut', profile));
afterAll(() => stage?.dispose());

const ask = () => callFromPage(page, 'signInWithBrowser', profile);
const isSignInWindow = (title: string): boolean => title.startsWith('Sign in — ');
/** The title of the sign-in window's parent; `undefined` without one. */
const parentTitle = () =>
  app.electronApp.evaluate(
    ({ BrowserWindow }, origin) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().startsWith(origin))
        ?.getParentWindow()
        ?.getTitle(),
    stage.simulator.origin,
  );

test('the computer is checked from the app: keychain, files, locks, network and socket are fine here', async () => {
  const outcome = await callFromPage(page, 'checkComputer', undefined);
  const findings = outcome.ok ? outcome.value.findings : [];
  const wrong = findings.filter(({ verdict }) => verdict === 'wrong');
  expect(wrong).toEqual([]);
  const well = findings.filter(({ verdict }) => verdict === 'ok').map(({ id }) => id);
  expect(well).toEqual(
    expect.arrayContaining(['keychain', 'files', 'state', 'clock', 'hosts', 'socket', 'session-bus']),
  );
});

test('a second request opens no second window, brings the first one to the front, and gets the same result', async () => {
  const first = ask();
  const window = await signInPage(app, stage.simulator);
  await app.electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().startsWith('app://'))
      ?.focus(),
  );
  const second = ask();
  const titleInFront = () =>
    app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle() ?? '');
  await waitUntil('the sign-in window is in front', async () => isSignInWindow(await titleInFront()));
  expect((await visibleTitles(app.electronApp)).filter(isSignInWindow)).toHaveLength(1);
  await fillInSite(window, stage.simulator);
  expect([(await first).ok, (await second).ok]).toEqual([true, true]);
});

test('both requests end when that window is closed, and the next request opens a new one', async () => {
  const outcomes = [ask()];
  await signInPage(app, stage.simulator);
  outcomes.push(ask());
  // A page's calls are handled in order, so the one above has arrived; the window is closed in another way.
  await profileFromMain(page);
  await closeWindow(app.electronApp, stage.simulator.origin);
  for (const outcome of outcomes) expect(await outcome).toMatchObject({ failure: { code: 'CANCELLED' } });
  const third = ask();
  await signInPage(app, stage.simulator);
  await callFromPage(page, 'cancelSignIn', undefined);
  expect(await third).toMatchObject({ failure: { code: 'CANCELLED' } });
});

test('a second profile gets an error that names the first, and the first one gets the tokens', async () => {
  expect(await callFromPage(page, 'addProfile', { name: 'Hedge' })).toEqual({
    ok: true,
    value: { profileId: 'hedge' },
  });
  const first = callFromPage(page, 'signInWithBrowser', { profileId: 'hedge' });
  const window = await signInPage(app, stage.simulator);
  expect(await ask()).toMatchObject({
    failure: { code: 'INVALID_INPUT', message: 'The sign-in window that is open is for Hedge.' },
  });
  await fillInSite(window, stage.simulator);
  expect(await first).toMatchObject({ ok: true });
  expect(await profileFromMain(page)).not.toHaveProperty('receivedAtMs');
  await callFromPage(page, 'signOut', { profileId: 'hedge' });
  expect(await callFromPage(page, 'removeProfile', { profileId: 'hedge' })).toMatchObject({ ok: true });
});

test('a press right after "Cancel" gets a window of its own', async () => {
  const first = ask();
  await signInPage(app, stage.simulator);
  const cancelled = callFromPage(page, 'cancelSignIn', undefined);
  const second = ask();
  await cancelled;
  expect(await first).toMatchObject({ failure: { code: 'CANCELLED' } });
  await fillInSite(await signInPage(app, stage.simulator), stage.simulator);
  expect(await second).toMatchObject({ ok: true });
});

test('the window belongs to the main window while that is visible, and is independent when it is hidden', async () => {
  /** Opens the window, checks its owner, and closes it; resolves when its session is wiped. */
  const look = async (): Promise<string | undefined> => {
    const outcome = ask();
    await signInPage(app, stage.simulator);
    const title = await parentTitle();
    await callFromPage(page, 'cancelSignIn', undefined);
    await outcome;
    return title;
  };
  expect(await look()).toMatch(/^Axiom Token Manager/);
  await closeWindow(app.electronApp, 'app://');
  await waitUntil('no window is seen', async () => (await visibleTitles(app.electronApp)).length === 0);
  expect(await look()).toBeUndefined();
  await app.tray.activate();
  await waitUntil('the window is back', async () => (await visibleTitles(app.electronApp)).length === 1);
});

test.each([
  ['say when they end, that counts', true, HOUR_MS],
  ['say nothing of it, the end of their cookies counts', false, 2 * HOUR_MS],
])('where tokens %s', async (_what, isTold, expectedMs) => {
  onTestFinished(() => {
    stage.simulator.switches.siteCookies = [];
  });
  const outcome = ask();
  const window = await signInPage(app, stage.simulator);
  const nowMs = Math.floor(Date.now() / 1000) * 1000;
  const claims = isTold ? { issuedAtMs: nowMs, expiresAtMs: nowMs + HOUR_MS } : {};
  stage.simulator.switches.siteCookies = ['auth-access-token', 'auth-refresh-token'].map(
    (name) =>
      `${name}=${makeJwt(claims).expose()}; Path=/; HttpOnly; Expires=${new Date(nowMs + 2 * HOUR_MS).toUTCString()}`,
  );
  // The window disappears during this click.
  await window.reload().catch(() => undefined);
  expect(await outcome).toMatchObject({ ok: true });
  const { expiresAtMs, signInEndsAtMs } = await profileFromMain(page);
  // A cookie's age says nothing about the end of the sign-in.
  expect(signInEndsAtMs).toBe(isTold ? nowMs + expectedMs : undefined);
  // Chromium corrects a cookie's expiry by the difference between the server's `Date` and its own clock.
  expect(Math.abs((expiresAtMs ?? 0) - nowMs - expectedMs)).toBeLessThan(isTold ? 1 : 2_000);
});

test('the version is the one of the package', async () => {
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  expect(await callFromPage(page, 'getSnapshot', undefined)).toMatchObject({ value: { version } });
});

test('"Cancel" in the main window closes the sign-in window', async () => {
  await app.tray.click('Sign in...');
  const window = await openSignInWindow(app, stage.simulator);
  await savePictures(page, 'browser-waiting');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await waitUntil('the sign-in window is closed', () => window.isClosed());
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
});
