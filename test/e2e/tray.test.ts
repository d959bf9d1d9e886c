// The app from its tray: clearing the tokens, signing out.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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
beforeEach(() => signInByPaste(page, stage.simulator));
afterAll(() => stage?.dispose());

test('"Keep them" on the page that clears leaves everything as it was', async () => {
  const { simulator, desktop } = stage;
  await app.tray.click('Clear tokens...');
  await page.getByLabel(/^main/).check();
  await page.getByRole('button', { name: 'Clear tokens…' }).click();
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await headline(page, 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));
});

test('"Sign out" in the window asks first, then removes the tokens and keeps the card', async () => {
  const { simulator, desktop } = stage;
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.locator('.question').getByRole('button', { name: 'Sign out' }).click();
  await page.locator('.question').waitFor({ state: 'detached' });
  await headline(page, 'Signed out');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('main');
  expect(await hasKeychainEntry(desktop)).toBe(false);
  await app.tray.waitForIcon('ring-dashed-idle');
});

test('"Clear tokens..." in the tray asks twice in the window, then nothing is left in keychain and memory', async () => {
  const { simulator, desktop } = stage;
  await app.tray.click('Clear tokens...');
  await page.getByRole('heading', { level: 1, name: 'Clear tokens' }).waitFor();
  await page.getByLabel(/^main/).check();
  await page.getByRole('button', { name: 'Clear tokens…' }).click();
  expect(await page.locator('.question').textContent()).toContain('Clear the tokens of main now?');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));
  await page.getByRole('button', { name: 'Clear now' }).click();
  await page.getByText('Done. This was removed:').waitFor();
  expect(await page.locator('.removed').textContent()).toBe('main: tokens in memory and in the system keychain');
  expect(await hasKeychainEntry(desktop)).toBe(false);

  const tray = await app.tray.waitForIcon('ring-dashed-idle');
  expect(tray.menu[0]?.label).toMatch(/^main: Signed out/);
  const disabled = tray.menu.filter(({ enabled, type }) => !enabled && type === 'normal').map(({ label }) => label);
  expect(disabled.slice(1)).toEqual(['Refresh now', 'Copy access token', 'Sign out', 'Back up...', 'Clear tokens...']);
});
