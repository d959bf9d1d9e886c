// "I have tokens": pasted in several forms, taken from the environment, imported from another client's file. Anything that is not a token changes nothing.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage } from './support/calls-from-page';
import { fingerprint, hasKeychainEntry, savedFingerprint, waitForNewPair } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { passEndOf } from './support/token-life';
import { clipboardText, savePictures } from './support/window-of-app';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

test('what is no token is reported at the field and changes nothing; pasted completely, both tokens are saved and can be refreshed', async () => {
  const { simulator, desktop } = stage;
  const app = await stage.start();
  const page = await openTokensPage(app);
  const pair = simulator.openSession();
  const bad = [
    'hello',
    pair.accessToken,
    `${pair.accessToken.slice(0, 60)}\n${pair.refreshToken}`,
    '{"access_token": 7}',
  ];
  for (const text of bad) {
    await page.getByLabel('Tokens', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Use these tokens' }).click();
    const error = page.locator('#tokens-error');
    await error.waitFor();
    const words = (await error.textContent()) ?? '';
    expect(words.length).toBeGreaterThan(20);
    expect(words.includes(pair.accessToken.slice(0, 20))).toBe(false);
    expect((await page.getByLabel('Tokens', { exact: true }).inputValue()) === text).toBe(true);
    await page.getByLabel('Tokens', { exact: true }).fill('');
  }
  expect(await hasKeychainEntry(desktop)).toBe(false);
  await savePictures(page, 'tokens-refused');

  await page.getByLabel('Tokens', { exact: true }).fill(`${pair.accessToken}\n${pair.refreshToken}\n`);
  await page.getByRole('button', { name: 'Use these tokens' }).click();
  await headline(page, 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(pair));
  await app.tray.click('Refresh now');
  await waitForNewPair(desktop, () => simulator.currentTokens(), fingerprint(pair));
});

test('tokens of the environment are offered and saved when they are chosen, not before', async () => {
  const { simulator, desktop } = stage;
  const pair = simulator.openSession();
  const env = { AXIOM_ACCESS_TOKEN: pair.accessToken, AXIOM_REFRESH_TOKEN: pair.refreshToken };
  const app = await stage.start({ env });
  const page = await openTokensPage(app);
  await app.tray.waitForIcon('ring-dashed-idle');
  expect(await hasKeychainEntry(desktop)).toBe(false);
  await page.getByRole('button', { name: 'From the environment' }).click();
  await headline(page, 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(pair));
});

test('the Rust client’s file is imported and left as it is; a file of something else is reported', async () => {
  const { simulator, desktop } = stage;
  const app = await stage.start();
  const page = await openTokensPage(app);
  expect(await page.getByRole('button', { name: 'From the environment' }).count()).toBe(0);
  const folder = await stage.newFolder();
  const foreign = join(folder, 'package.json');
  await writeFile(foreign, '{"name": "something-else"}');
  await answerDialogs(app.electronApp, { open: foreign });
  await page.getByRole('button', { name: 'Open a file…' }).click();
  await page.getByRole('alert').waitFor();
  expect((await page.getByRole('alert').textContent())?.length).toBeGreaterThan(20);
  expect(await hasKeychainEntry(desktop)).toBe(false);

  const pair = simulator.openSession();
  const path = join(folder, '.axiom_tokens.json');
  // The file's time is only a guess: the token itself says 15 minutes.
  const expiresAt = new Date(Date.now() + 60 * 60_000).toISOString().replace('Z', '123456Z');
  const file = { access_token: pair.accessToken, refresh_token: pair.refreshToken, expires_at: expiresAt };
  await writeFile(path, JSON.stringify(file, undefined, 2));
  await answerDialogs(app.electronApp, { open: path, button: 1 });
  await page.getByRole('button', { name: 'Open a file…' }).click();
  await headline(page, 'Healthy');
  await app.tray.waitForEntry(/^main: Healthy, expires in 1[45] min/);
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(pair));
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  expect((await clipboardText(app.electronApp)) === pair.accessToken).toBe(true);

  await simulator.stop();
  await passEndOf(app, pair.accessToken);
  await headline(page, 'Expired');
  expect(await callFromPage(page, 'copyAccessToken', { profileId: 'default' })).toMatchObject({ ok: false });
  expect(await clipboardText(app.electronApp)).toBe('');
});

async function openTokensPage(app: StartedApp): Promise<Page> {
  const page = await app.page();
  await page.getByRole('button', { name: 'I have tokens' }).click();
  await page.getByRole('heading', { level: 1, name: 'I have tokens' }).waitFor();
  return page;
}

test('a file dropped onto the window signs in; a damaged one dropped over it changes nothing and is reported', async () => {
  const { simulator, desktop } = stage;
  const app = await stage.start();
  const page = await app.page();
  const drop = (text: string) =>
    page.evaluate((content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], 'cookies.json'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, text);
  const cookies = ({ accessToken, refreshToken }: { accessToken: string; refreshToken: string }) =>
    JSON.stringify([
      { name: 'auth-access-token', value: accessToken },
      { name: 'auth-refresh-token', value: refreshToken },
    ]);
  const pair = simulator.openSession();
  await drop(cookies(pair));
  await headline(page, 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(pair));

  const { accessToken, refreshToken } = simulator.openSession();
  await drop(cookies({ accessToken: accessToken.slice(0, -2), refreshToken }));
  await page.getByText('The access token is cut off: some of its characters are missing.').waitFor();
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(pair));
});
