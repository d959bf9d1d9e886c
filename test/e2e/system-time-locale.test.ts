// Whether times have 12 or 24 hours in the real app, by the system's LC_TIME and not its language: in window, tray and notification alike.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeJwt } from '../support/make-jwt';
import { type NotificationHost, startNotificationHost } from '../support/notification-host';
import { waitUntil } from '../support/wait-until';
import { callFromPage } from './support/calls-from-page';
import { openStage, type Stage } from './support/stage';

let stage: Stage;
let notifications: NotificationHost;

beforeAll(async () => {
  stage = await openStage();
  notifications = await startNotificationHost(stage.desktop.busAddress);
});
afterEach(() => stage.reset());
afterAll(async () => {
  notifications?.dispose();
  await stage?.dispose();
});

const DAY_MS = 86_400_000;
const HOURS = { 12: /\b(1[0-2]|[1-9]):[0-5]\d\s?[AP]M\b/, 24: /\b([01]\d|2[0-3]):[0-5]\d\b(?!(:[0-5]\d)?\s?[AP]M)/i };

test.each([
  ['de_DE.UTF-8', 'en_US.UTF-8', 24, /^\d{1,2} [A-Z][a-z]{2,3}, /],
  ['en_US.UTF-8', 'de_DE.UTF-8', 12, /^[A-Z][a-z]{2,3} \d{1,2}, /],
] as const)('with LC_TIME=%s and LANG=%s a day has %i hours everywhere', async (LC_TIME, LANG, hours, day) => {
  const { simulator } = stage;
  const app = await stage.start({ env: { LC_TIME, LANG, LC_ALL: undefined } });
  const page = await app.page();
  // A sign-in that ends soon is announced on the desktop with day and time.
  const nowMs = Date.now();
  const endsAtMs = nowMs + 2 * DAY_MS + DAY_MS / 8;
  const access = makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + DAY_MS / 24 }).expose();
  const refresh = makeJwt({ issuedAtMs: endsAtMs - 30 * DAY_MS, expiresAtMs: endsAtMs }).expose();
  const text = JSON.stringify({ access_token: access, refresh_token: refresh });
  expect(await callFromPage(page, 'signInWithTokens', { profileId: 'default', text })).toMatchObject({ ok: true });
  await waitUntil('the desktop shows the end of the sign-in', () => notifications.shown().length > 0);
  const title = notifications.shown().at(-1)?.title ?? '';
  expect(title).toMatch(HOURS[hours]);
  expect(title.replace(/^main: signed in until /, '')).toMatch(day);

  await simulator.stop();
  await page.getByRole('button', { name: 'Refresh now' }).click();
  const { tooltip } = await app.tray.waitForIcon('ring-alert-attention');
  expect(tooltip).toMatch(HOURS[hours]);
  const shown = await page.locator('.page').innerText();
  expect(shown).toMatch(HOURS[hours]);
  expect(shown).not.toMatch(HOURS[hours === 12 ? 24 : 12]);
});
