// The real app on a computer whose clock is in 1970 at the start, as with an empty battery: nothing saved is lost, and all times are computed again
// once the clock is right. Only the app gets that clock, by libfaketime.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { profileFromMain } from './support/calls-from-page';
import { savedFingerprint, waitForNewPair } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage } from './support/stage';
import { savePictures } from './support/window-of-app';

const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

// A clock in the future is not possible here: Electron itself crashes under libfaketime then. The core's tests cover 2099.
test('with a clock of 1970 at the start the saved sign-in stays, is reported and refreshed, and is healthy once the clock is right', async (context) => {
  if (!existsSync(FAKETIME)) context.skip('libfaketime is not there');
  const { simulator, desktop } = stage;
  const userDataDirectory = await signedInBefore(stage);
  const before = await savedFingerprint(desktop);

  // Offline at first, so that no server sends the right time.
  await simulator.stop();
  const clockFile = join(await stage.newFolder(), 'clock');
  await writeFile(clockFile, '@1970-01-01 00:05:00');
  const env = {
    LD_PRELOAD: FAKETIME,
    FAKETIME_TIMESTAMP_FILE: clockFile,
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  const app = await stage.start({ userDataDirectory, env });
  const page = await app.page();
  expect(await app.electronApp.evaluate(() => new Date().getUTCFullYear())).toBe(1970);
  await page.getByRole('heading', { level: 1, name: 'main' }).waitFor();
  expect(await savedFingerprint(desktop)).toEqual(before);

  await simulator.start();
  await page
    .getByRole('button', { name: /^(?:Refresh now|Refresh now)$/ })
    .first()
    .click();
  await waitForNewPair(desktop, () => simulator.currentTokens(), before);
  await headline(page, 'Healthy', 30_000);
  await page
    .locator('.notice')
    .getByText(/^This computer’s clock is \d\d years behind\.$/)
    .waitFor();
  await savePictures(page, 'clock-of-1970');

  const saved = await savedFingerprint(desktop);
  await writeFile(clockFile, '+0');
  await expect
    .poll(() => app.electronApp.evaluate(() => new Date().getUTCFullYear()), { timeout: 20_000 })
    .toBe(new Date().getUTCFullYear());
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await waitForNewPair(desktop, () => simulator.currentTokens(), saved);
  await headline(page, 'Healthy', 30_000);
  await page.locator('.notice').waitFor({ state: 'detached' });
  const { signInEndsAtMs = 0, clockBehindMs } = await profileFromMain(page);
  expect([clockBehindMs, signInEndsAtMs > Date.now() + 20 * 86_400_000]).toEqual([undefined, true]);
});
