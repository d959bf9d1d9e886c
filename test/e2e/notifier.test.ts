// A sign-in that ends in two days: told in window, tray and by one desktop notification over D-Bus; signing in again replaces the tokens without
// signing out, and takes the notification away.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeJwt } from '../support/make-jwt';
import { type NotificationHost, startNotificationHost } from '../support/notification-host';
import { waitUntil } from '../support/wait-until';
import { fingerprint, savedFingerprint } from './support/keychain-entry';
import { headline, typePassword } from './support/sign-in-by-form';
import { openStage, type Stage } from './support/stage';
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

test('a sign-in that ends soon is told once on the desktop, and a new one takes its place without a sign-out', async () => {
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

  const note = page.locator('.notice').filter({ hasText: /^Signed in until .*, 2 days from now\./ });
  await note.waitFor();
  await app.tray.waitForEntry(/^main: Healthy, expires in .*, sign-in ends in 2 days/);
  await waitUntil('the desktop shows the notification', () => notifications.shown().length === 1);
  expect(notifications.shown()[0]?.title).toMatch(/^main: signed in until /);
  expect(notifications.shown()[0]?.body).toContain('2 days');
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
  // Until the new tokens are here the old ones stay.
  expect(await savedFingerprint(desktop)).toEqual(before);
  await pageAgain.getByLabel('6-digit code').fill(simulator.lastCode() ?? '');
  await pageAgain.getByRole('button', { name: 'Continue' }).click();
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
