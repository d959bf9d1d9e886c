// Moves a profile's tokens from the keychain to a file in the Rust client's form, through a restart, and back again.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs } from './support/answer-dialogs';
import { fingerprint, hasKeychainEntry, savedFingerprint, type TokenPair } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { savePictures } from './support/window-of-app';
import { waitUntil } from '../support/wait-until';

let stage: Stage;
let app: StartedApp;
let path: string;

beforeAll(async () => {
  stage = await openStage();
  path = join(await stage.newFolder(), 'axiom-tokens.json');
  app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  await headline(await app.page(), 'Healthy');
});
afterAll(() => stage?.dispose());

test('a file dialog that is cancelled leaves the tokens where they are', async () => {
  const page = await openPlaces();
  await answerDialogs(app.electronApp, {});
  await page.getByRole('radio', { name: /^A file…/ }).check();
  await page.getByRole('button', { name: 'Choose the file…' }).click();
  await page.getByRole('button', { name: 'Leave them' }).click();
  expect(await page.locator('.store-now').textContent()).toBe('Now: System keychain');
  expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(stage.simulator.currentTokens()));
});

test('moved to a file, the tokens are only in it: private, in the Rust client’s form, and the keychain entry is gone', async () => {
  const page = await openPlaces();
  await answerDialogs(app.electronApp, { save: path, button: 1 });
  await page.getByRole('radio', { name: /^A file…/ }).check();
  await page.getByRole('button', { name: 'Choose the file…' }).click();
  await page.locator('.place-row').filter({ hasText: 'axiom-tokens.json' }).waitFor();
  await waitUntil('the keychain entry is gone', async () => !(await hasKeychainEntry(stage.desktop)));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(fingerprint((await readTokenFile()).pair)).toEqual(fingerprint(stage.simulator.currentTokens()));
  expect((await readTokenFile()).expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/);
  await savePictures(page, 'settings');
});

test('started again it is signed in from the file, and a refresh is written there and nowhere else', async () => {
  const { simulator, desktop } = stage;
  const before = fingerprint((await readTokenFile()).pair);
  await app.quit();
  app = await stage.start({ userDataDirectory: app.userDataDirectory });
  await headline(await app.page(), 'Healthy');
  await app.tray.click('Refresh now');
  await waitUntil('the file holds a new pair', async () => {
    const saved = fingerprint((await readTokenFile()).pair);
    return saved?.access !== before?.access && saved?.access === fingerprint(simulator.currentTokens())?.access;
  });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await hasKeychainEntry(desktop)).toBe(false);
});

test('moved back, the keychain has them again and the file is gone', async () => {
  const page = await openPlaces();
  await page.getByRole('radio', { name: /^System keychain/ }).check();
  await page.getByRole('button', { name: 'Move the tokens' }).click();
  await page.locator('.place-row').filter({ hasText: 'System keychain' }).waitFor();
  expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(stage.simulator.currentTokens()));
  await waitUntil('the file is gone', () =>
    stat(path).then(
      () => false,
      () => true,
    ),
  );
  await app.tray.waitForIcon('ring-check-good');
});

async function openPlaces(): Promise<Page> {
  const page = await app.page();
  await app.tray.click('Settings...');
  await page.getByRole('button', { name: 'Move tokens of main…' }).click();
  await page.getByRole('heading', { level: 1, name: 'Move the tokens of main' }).waitFor();
  return page;
}

async function readTokenFile(): Promise<{ readonly pair: TokenPair; readonly expiresAt: string }> {
  const file = JSON.parse(await readFile(path, 'utf8')) as Record<
    'access_token' | 'refresh_token' | 'expires_at',
    string
  >;
  return { pair: { accessToken: file.access_token, refreshToken: file.refresh_token }, expiresAt: file.expires_at };
}
