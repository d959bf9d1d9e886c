// The app from its tray: clearing the tokens, signing out.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { signInByPaste } from './support/calls-from-page';
import { fingerprint, hasKeychainEntry, savedFingerprint } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';

let stage: Stage;
let app: StartedApp;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  page = await app.page();
});
beforeEach(async () => {
  // Over the sign-in of the test before, perhaps issued in the same second.
  await answerDialogs(app.electronApp, { button: 1 });
  await signInByPaste(page, stage.simulator);
});
afterAll(() => stage?.dispose());

test('"Cancel" in the question before tokens are cleared leaves everything as it was', async () => {
  const { simulator, desktop } = stage;
  await answerDialogs(app.electronApp, { button: 0 });
  await app.tray.click('Clear tokens...');
  await page.getByLabel(/^main/).check();
  await page.getByRole('button', { name: 'Clear tokens…' }).click();
  await waitUntil('it was asked', async () => (await dialogsSeen(app.electronApp)).length === 1);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await headline(page, 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));
});

test('"Sign out…" in the window asks first, then removes the tokens and keeps the card', async () => {
  const { simulator, desktop } = stage;
  await answerDialogs(app.electronApp, { button: 0 });
  await page.getByRole('button', { name: 'Sign out…' }).click();
  await waitUntil('it was asked', async () => (await dialogsSeen(app.electronApp)).length === 1);
  await headline(page, 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));

  await answerDialogs(app.electronApp, { button: 1 });
  await page.getByRole('button', { name: 'Sign out…' }).click();
  await headline(page, 'Signed out');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('main');
  await waitUntil('the keychain entry is gone', async () => !(await hasKeychainEntry(desktop)));
  await app.tray.waitForIcon('ring-dashed-idle');
});

test('"Clear tokens..." in the tray leads to the page and to one question, then nothing is left in keychain and memory', async () => {
  const { desktop } = stage;
  await answerDialogs(app.electronApp, { button: 1 });
  await app.tray.click('Clear tokens...');
  await page.getByRole('heading', { level: 1, name: 'Clear tokens' }).waitFor();
  await page.getByLabel(/^main/).check();
  await page.getByRole('button', { name: 'Clear tokens…' }).click();
  await page.getByText('Done. This was removed:').waitFor();
  expect(await dialogsSeen(app.electronApp)).toEqual([expect.stringContaining('Clear the tokens of main now?')]);
  expect(await page.locator('.removed').textContent()).toBe('main: tokens in memory and in the system keychain');
  expect(await hasKeychainEntry(desktop)).toBe(false);

  const tray = await app.tray.waitForIcon('ring-dashed-idle');
  expect(tray.menu[0]?.label).toMatch(/^main: Signed out/);
  const disabled = tray.menu.filter(({ enabled, type }) => !enabled && type === 'normal').map(({ label }) => label);
  expect(disabled.slice(1)).toEqual([
    'Refresh now',
    'Copy access token',
    'Sign out',
    'Back up...',
    'Move tokens...',
    'Clear tokens...',
  ]);
});
