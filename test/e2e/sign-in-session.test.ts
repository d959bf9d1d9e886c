// The session of the sign-in window in the real Electron: it is in memory and grants nothing. After a sign-in, also an aborted one,
// only the clearance cookies of the site's edge are left.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeJwt } from '../support/make-jwt';
import { answerDialogs } from './support/answer-dialogs';
import { awaitEvent } from './support/await-event';
import { callFromPage } from './support/calls-from-page';
import { hasKeychainEntry } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { fillInSite, type HeldByMain, openSignInWindow, signInPage } from './support/sign-in-window';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { closeWindow } from './support/window-of-app';

let stage: Stage;
let app: StartedApp;
let window: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  window = await openSignInWindow(app, stage.simulator);
});
afterAll(() => stage?.dispose());

/** Names of the session's cookies, with their domains, sorted. */
function cookies(): Promise<string[]> {
  return app.electronApp.evaluate(async () => {
    const all = await (globalThis as HeldByMain).signInSession?.cookies.get({});
    return (all ?? []).map(({ name, domain }) => `${name} of ${domain}`).sort();
  });
}

/** Sets a cookie like another page of a sign-in. */
function setCookie(details: Electron.CookiesSetDetails): Promise<void> {
  return app.electronApp.evaluate((_electron, given) => (globalThis as HeldByMain).signInSession?.cookies.set(given), {
    ...details,
    expirationDate: Date.now() / 1000 + 3_600,
  });
}

/** Leaves data in every storage that a page can write to. */
function leaveTraces(page: Page): Promise<void> {
  return page.evaluate(async () => {
    localStorage.setItem('left', 'behind');
    document.cookie = 'tracking=1; path=/; max-age=3600';
    await (await caches.open('left')).put('/left', new Response('behind'));
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('left');
      opening.addEventListener('success', () => resolve(opening.result.close()));
      opening.addEventListener('error', reject);
    });
  });
}

/** What a page of the site finds from former visits. */
function findTraces(page: Page): Promise<unknown> {
  return page.evaluate(async () => ({
    localStorage: localStorage.length,
    cookies: document.cookie,
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }));
}

const NO_TRACES = { localStorage: 0, cookies: '', caches: [], databases: [] };

/** Closes the window by its close button. The welcome page comes back when the session is wiped. */
async function breakOff(): Promise<void> {
  await closeWindow(app.electronApp, stage.simulator.origin);
  await (await app.page()).getByRole('button', { name: 'Sign in with a browser window' }).waitFor();
}

test('is in memory, separate from the session of the app’s own window', async () => {
  const facts = await app.electronApp.evaluate(({ session }) => {
    const held = (globalThis as HeldByMain).signInSession;
    return { isPersistent: held?.isPersistent(), isOwn: held === session.defaultSession };
  });
  expect(facts).toEqual({ isPersistent: false, isOwn: false });
});

test('grants its pages nothing and downloads nothing', async () => {
  const denied = await window.evaluate(async () => {
    const outcome = (run: () => Promise<unknown>): Promise<string> =>
      run().then(
        () => 'granted',
        () => 'denied',
      );
    return [
      await Notification.requestPermission(),
      await outcome(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      await outcome(() => new Promise((...ends) => navigator.geolocation.getCurrentPosition(...ends))),
    ];
  });
  expect(denied).toEqual(['denied', 'denied', 'denied']);
  const ended = await app.electronApp.evaluateHandle(() => ({
    heard: new Promise<boolean>((resolve) =>
      (globalThis as HeldByMain).signInSession?.once('will-download', (event) => resolve(event.defaultPrevented)),
    ),
  }));
  await window.evaluate(() => {
    const link = document.createElement('a');
    Object.assign(link, { href: URL.createObjectURL(new Blob(['text'])), download: 'left.txt' });
    link.click();
  });
  expect(await awaitEvent(ended)).toBe(true);
});

test("a cancelled sign-in leaves only the clearance cookie of the site's CDN", async () => {
  const site = stage.simulator.origin;
  await leaveTraces(window);
  const left: Electron.CookiesSetDetails[] = [
    { url: site, name: '__cf_bm', value: 'x', path: '/deep/down', httpOnly: true },
    { url: site, name: 'auth-access-token', value: 'a.b.c', httpOnly: true },
    { url: site, name: 'deep', value: 'x', path: '/deep/down' },
    { url: 'https://accounts.google.com', name: 'SID', value: 'x', domain: '.google.com', secure: true },
    { url: 'https://discord.com', name: 'token', value: 'x', secure: true, httpOnly: true },
    // Cookies of another site's edge.
    { url: 'https://discord.com', name: 'cf_clearance', value: 'x', secure: true },
  ];
  for (const cookie of left) await setCookie(cookie);
  // One clearance cookie was set by the site itself, the other one by the page.
  expect(await cookies()).toHaveLength(left.length + 2);
  expect(await findTraces(window)).not.toEqual(NO_TRACES);

  await breakOff();
  expect(await cookies()).toEqual(['__cf_bm of 127.0.0.1', 'cf_clearance of 127.0.0.1']);
  window = await openSignInWindow(app, stage.simulator);
  expect(await findTraces(window)).toEqual(NO_TRACES);
});

test('tokens that an earlier sign-in left in it do not count as those of a new one', async () => {
  await breakOff();
  const nowMs = Date.now();
  for (const name of ['auth-access-token', 'auth-refresh-token']) {
    const value = makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + 900_000 }).expose();
    await setCookie({ url: stage.simulator.origin, name, value, httpOnly: true });
  }
  window = await openSignInWindow(app, stage.simulator);
  expect(await window.getByLabel('E-mail').inputValue()).toBe('');
  expect((await cookies()).filter((cookie) => cookie.startsWith('auth-'))).toEqual([]);
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
});

test('after a sign-in that worked its tokens are in the keychain and no longer here', async () => {
  await leaveTraces(window);
  await answerDialogs(app.electronApp, { button: 1 });
  await fillInSite(window, stage.simulator);
  const page = await app.page();
  await headline(page, 'Healthy');
  expect(await cookies()).toEqual(['__cf_bm of 127.0.0.1', 'cf_clearance of 127.0.0.1']);
  const again = callFromPage(page, 'signInWithBrowser', { profileId: 'default' });
  window = await signInPage(app, stage.simulator);
  expect(await findTraces(window)).toEqual(NO_TRACES);
  await window.close();
  expect(await again).toMatchObject({ failure: { code: 'CANCELLED' } });
});
