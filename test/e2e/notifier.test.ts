// Desktop notifications over D-Bus, shown by a real notification service. A sign-in that ends in two days: announced once; signing in again replaces the
// tokens without signing out, and closes the notification. Problems, sign-out, browser check and unsaved tokens: one notification per account, replaced
// by the next one; a click opens the page that helps; a switch turns it off.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeJwt } from '../support/make-jwt';
import { type NotificationHost, startNotificationHost } from '../support/notification-host';
import { waitUntil } from '../support/wait-until';
import { callFromPage } from './support/calls-from-page';
import { fingerprint, savedFingerprint } from './support/keychain-entry';
import { followTimers, passSecondsUntil, passTime } from './support/pass-time';
import { headline, typePassword } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { savePictures } from './support/window-of-app';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let stage: Stage;
let notifications: NotificationHost;

beforeAll(async () => {
  stage = await openStage();
  notifications = await startNotificationHost(stage.desktop.busAddress);
});
afterAll(async () => {
  notifications?.dispose();
  await stage?.dispose();
});

test('a sign-in that ends soon is reported once on the desktop, and a new sign-in replaces it without a sign-out', async () => {
  const { simulator, desktop } = stage;
  const nowMs = Date.now();
  const access = makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + HOUR_MS }).expose();
  const endsAtMs = nowMs + 2 * DAY_MS + 3 * HOUR_MS;
  const refresh = makeJwt({ issuedAtMs: endsAtMs - 30 * DAY_MS, expiresAtMs: endsAtMs }).expose();
  const app = await stage.start();
  const page = await app.page();
  await page.getByRole('button', { name: 'I have tokens' }).click();
  await page.getByLabel('Tokens', { exact: true }).fill(`${access}\n${refresh}`);
  await page.getByRole('button', { name: 'Use these tokens' }).click();
  await headline(page, 'Healthy');
  const before = await savedFingerprint(desktop);

  const note = page.locator('.notice').filter({ hasText: /^Signed in until .*, 2\sdays from now\./ });
  await note.waitFor();
  await app.tray.waitForEntry(/^main: Healthy, expires in .*, sign-in ends in 2 days/);
  await waitUntil('the desktop shows the notification', () => notifications.shown().length === 1);
  expect(notifications.shown()[0]?.title).toMatch(/^main: signed in until /);
  expect(notifications.shown()[0]?.body).toContain('2 days');
  expect(notifications.shown()[0]?.hints).toContain('image-data');
  expect(notifications.shown()[0]?.body).not.toContain(access.slice(0, 12));
  await savePictures(page, 'sign-in-ending');

  await app.quit();
  expect(notifications.shown()).toEqual([]);
  const again = await stage.start({ userDataDirectory: app.userDataDirectory });
  const pageAgain = await again.page();
  await headline(pageAgain, 'Healthy');
  await again.tray.waitForEntry(/sign-in ends in 2 days/);
  expect(notifications.count()).toBe(1);

  await pageAgain.getByRole('button', { name: 'Sign in again' }).click();
  const code = simulator.lastCode();
  await typePassword(pageAgain, simulator);
  await pageAgain.getByLabel('6-digit code').waitFor();
  await waitUntil('the simulator has sent a code', () => simulator.lastCode() !== code);
  // The old tokens stay until the new ones are here.
  expect(await savedFingerprint(desktop)).toEqual(before);
  await pageAgain.getByLabel('6-digit code').fill(simulator.lastCode() ?? '');
  await pageAgain.getByRole('heading', { level: 1, name: 'main' }).waitFor();
  await waitUntil('the new tokens are saved', async () => {
    const saved = JSON.stringify(await savedFingerprint(desktop));
    return saved === JSON.stringify(fingerprint(simulator.currentTokens()));
  });
  expect(await pageAgain.getByRole('button', { name: 'Sign in again' }).count()).toBe(0);
  const tray = await again.tray.waitForEntry(/^main: Healthy, expires in \d+ min/);
  expect(tray.tooltip).not.toContain('sign-in ends');
});

test('a click on the notification leads to the sign-in of that profile', async () => {
  await stage.reset();
  const nowMs = Date.now();
  const access = makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + HOUR_MS }).expose();
  const refresh = makeJwt({ issuedAtMs: nowMs - 29 * DAY_MS, expiresAtMs: nowMs + DAY_MS }).expose();
  const app = await stage.start({ env: { AXIOM_ACCESS_TOKEN: access, AXIOM_REFRESH_TOKEN: refresh } });
  const page = await app.page();
  await page.getByRole('button', { name: 'I have tokens' }).click();
  await page.getByRole('button', { name: 'From the environment' }).click();
  await headline(page, 'Healthy');
  await waitUntil('the desktop shows the notification', () => notifications.shown().length === 1);
  notifications.click(notifications.shown()[0]?.id ?? 0);
  await page.getByRole('heading', { level: 1, name: 'Sign in to main' }).waitFor();
  expect([notifications.shown().length, notifications.count()]).toEqual([0, 2]);
});

/** An app that is signed in to the simulator, on a desktop without notifications. */
async function startSignedIn(): Promise<{ app: StartedApp; page: Page }> {
  await stage.reset();
  expect(notifications.shown()).toEqual([]);
  const app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  await followTimers(app);
  const page = await app.page();
  await headline(page, 'Healthy');
  return { app, page };
}

/** Asks for a refresh 5 s after the last try: before that none is sent. */
async function refresh(app: StartedApp, page: Page): Promise<void> {
  const asked = stage.simulator.refreshesAsked;
  await passTime(app, 5_000);
  await callFromPage(page, 'refreshNow', { profileId: 'default' });
  await waitUntil('a refresh is sent', () => stage.simulator.refreshesAsked > asked);
}

/** Lets minutes pass at once; then changes something unrelated, so that the app reads its clock. */
async function passMinutes(app: StartedApp, minutes: number): Promise<void> {
  await passTime(app, minutes * 60_000);
  await callFromPage(await app.page(), 'changePreferences', { clearClipboardAfterSeconds: 30 + minutes });
}

/** After a refusal it asks again 30 s later, and uses the second refusal. */
async function refuseTwice(app: StartedApp, page: Page, isTold: () => boolean | Promise<boolean>): Promise<void> {
  stage.simulator.switches.isRefusingRefresh = true;
  await refresh(app, page);
  await passSecondsUntil(app, 'the second refusal is shown', isTold);
}

/** Waits until exactly this is on the screen. */
async function showsOnly(title: string): Promise<void> {
  await waitUntil(`the desktop shows only "${title}"`, () => {
    const titles = notifications.shown().map((shown) => shown.title);
    return titles.length === 1 && titles[0] === `${title} — Simulator`;
  });
  const { body = '' } = notifications.shown()[0] ?? {};
  expect(body).toMatch(/^[A-Z].*\.$/);
  expect(body).not.toMatch(/eyJ|!/);
}

const click = (): void => notifications.click(notifications.shown()[0]?.id ?? 0);

test('a browser check is reported at once; "back to normal" replaces it and disappears automatically; a click leads to the account', async () => {
  const { app, page } = await startSignedIn();
  const before = notifications.count();
  stage.simulator.switches.fault = { kind: 'challenge' };
  await refresh(app, page);
  await showsOnly('main: Axiom wants a browser check');
  stage.simulator.switches.fault = undefined;
  await refresh(app, page);
  await showsOnly('main: back to normal');
  await passSecondsUntil(app, 'it goes by itself', () => notifications.shown().length === 0);
  expect(notifications.count()).toBe(before + 2);

  stage.simulator.switches.fault = { kind: 'challenge' };
  await refresh(app, page);
  await showsOnly('main: Axiom wants a browser check');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  click();
  await page.getByRole('heading', { level: 1, name: 'main' }).waitFor();
  await page.getByRole('button', { name: 'Open the sign-in window' }).waitFor();
});

test('trouble is reported after five minutes and replaced by the sign-out by the server, which leads to the sign-in', async () => {
  const { app, page } = await startSignedIn();
  const before = notifications.count();
  await stage.simulator.stop();
  await callFromPage(page, 'refreshNow', { profileId: 'default' });
  await headline(page, /^Offline, working until/);
  await passMinutes(app, 4);
  expect(notifications.count()).toBe(before);
  await passMinutes(app, 1);
  await showsOnly('main: Axiom could not be reached for 5 minutes');

  await stage.simulator.start();
  await refuseTwice(app, page, () => page.locator('.page .chip').filter({ hasText: 'Sign in again' }).isVisible());
  await showsOnly('main: signed out by Axiom');
  expect(notifications.count()).toBe(before + 2);
  click();
  await page.getByRole('heading', { level: 1, name: 'Sign in to main' }).waitFor();
  expect(notifications.shown()).toEqual([]);
});

test('tokens that are not saved for a minute are reported, and lead to the choice of a place; once they are saved all is back to normal', async () => {
  const { app, page } = await startSignedIn();
  const before = notifications.count();
  await stage.keyring.lock();
  await refresh(app, page);
  await headline(page, 'In memory only, not yet in the system keychain');
  expect(notifications.count()).toBe(before);
  await passMinutes(app, 1);
  await showsOnly('main: tokens are not saved');
  click();
  await page.getByRole('heading', { level: 1, name: 'Where to keep tokens' }).waitFor();
  await page.getByRole('button', { name: 'Try again', exact: true }).waitFor();
  await stage.keyring.unlock();
  await callFromPage(page, 'retryStorage', { profileId: 'default' });
  await showsOnly('main: back to normal');
  expect(notifications.count()).toBe(before + 2);
});

test('a kind that is switched off in the settings is not shown, and is closed if it is on the screen', async () => {
  const { app, page } = await startSignedIn();
  stage.simulator.switches.fault = { kind: 'challenge' };
  await refresh(app, page);
  await showsOnly('main: Axiom wants a browser check');
  const before = notifications.count();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Axiom wants a browser check' }).uncheck();
  await waitUntil('it goes', () => notifications.shown().length === 0);
  stage.simulator.switches.fault = undefined;
  await refresh(app, page);
  await app.tray.waitForIcon('ring-check-good');
  stage.simulator.switches.fault = { kind: 'challenge' };
  await refresh(app, page);
  await app.tray.waitForIcon('triangle-bad');
  // A notification that is switched on would come after it.
  stage.simulator.switches.fault = undefined;
  await refuseTwice(app, page, () => notifications.count() > before);
  await showsOnly('main: signed out by Axiom');
  expect(notifications.count()).toBe(before + 1);
});
