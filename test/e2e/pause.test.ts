// The pause end to end: from tray and window, over a restart, and its effect at the server.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { callFromPage } from './support/calls-from-page';
import { fingerprint, savedFingerprint, tokensInKeychain, waitForNewPair } from './support/keychain-entry';
import { followTimers, passTime, passTimeForAll } from './support/pass-time';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage } from './support/stage';
import { clipboardText, savePictures } from './support/window-of-app';

/** Of a token; a refresh is due at half of it. */
const LIFETIME_MINUTES = 15;
const MINUTE_MS = 60_000;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.dispose());

/** The result of a call by the page's own API. */
async function outcomeOf(page: Page, call: 'copyAccessToken' | 'refreshNow' | 'revealAccessToken'): Promise<string> {
  const outcome = await callFromPage(page, call, { profileId: 'default' });
  return outcome.ok ? 'worked' : outcome.failure.code;
}

test('paused in the tray: no token leaves and nothing is refreshed, also after a restart, until a person resumes', async () => {
  const { simulator, desktop } = stage;
  simulator.switches.accessLifetimeMs = LIFETIME_MINUTES * MINUTE_MS;
  const app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  await followTimers(app);
  const page = await app.page();
  await headline(page, 'Healthy');
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  expect((await clipboardText(app.electronApp)) === (await tokensInKeychain(desktop))?.accessToken).toBe(true);

  await app.tray.click('Pause all');
  const tray = await app.tray.waitForIcon('ring-bars-idle');
  expect(tray.tooltip).toMatch(/^main: paused by you/);
  await waitUntil('the clipboard is cleared', async () => (await clipboardText(app.electronApp)) === '');
  await headline(page, 'Paused by you');
  const disabled = tray.menu.filter(({ enabled, type }) => !enabled && type === 'normal').map(({ label }) => label);
  expect(disabled).toEqual(expect.arrayContaining(['Refresh now', 'Copy access token']));
  expect(await page.getByRole('button', { name: 'Copy access token' }).count()).toBe(0);
  expect(await page.locator('.copied').count()).toBe(0);
  for (const call of ['copyAccessToken', 'refreshNow', 'revealAccessToken'] as const) {
    expect(await outcomeOf(page, call)).toBe('PAUSED');
  }
  expect(await clipboardText(app.electronApp)).toBe('');
  await savePictures(page, 'paused');

  const asked = simulator.requests.length;
  const before = await savedFingerprint(desktop);
  for (let minute = 0; minute < LIFETIME_MINUTES; minute++) await passTimeForAll([app], simulator, MINUTE_MS);
  await app.tray.waitForEntry(/^main: Expired, paused by you/);
  await app.quit();
  const again = await stage.start({ userDataDirectory: app.userDataDirectory });
  await followTimers(again);
  await passTime(again, LIFETIME_MINUTES * MINUTE_MS);
  const pageAgain = await again.page();
  await headline(pageAgain, 'Expired');
  expect(await outcomeOf(pageAgain, 'copyAccessToken')).toBe('PAUSED');
  await again.tray.waitForEntry(/^Resume$/);
  expect(simulator.requests.length).toBe(asked);
  expect(await savedFingerprint(desktop)).toEqual(before);

  // First the card's own button, then the one that is always there.
  await pageAgain.locator('.card').getByRole('button', { name: 'Resume' }).click();
  await headline(pageAgain, 'Healthy');
  await again.tray.waitForIcon('ring-check-good');
  await waitForNewPair(desktop, () => simulator.currentTokens(), before);
  expect(await outcomeOf(pageAgain, 'copyAccessToken')).toBe('worked');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));

  // A revealed token disappears with the pause, although the key is still held.
  await pageAgain.getByRole('button', { name: 'Hold to reveal' }).focus();
  await pageAgain.keyboard.down('Space');
  await pageAgain.locator('code.token').waitFor();
  await again.tray.click('Pause all');
  await pageAgain.locator('code.token').waitFor({ state: 'detached' });
  await pageAgain.keyboard.up('Space');
  await again.tray.click('Resume');
  await headline(pageAgain, 'Healthy');

  const link = pageAgain.getByRole('navigation').getByRole('button', { name: 'Pause all' });
  await link.focus();
  await pageAgain.keyboard.press('Enter');
  await headline(pageAgain, 'Paused by you');
  const focused = await pageAgain.evaluate(() => document.activeElement?.textContent);
  expect(focused).toBe('Resume');
  await again.tray.click('Resume');
  await headline(pageAgain, 'Healthy');
});
