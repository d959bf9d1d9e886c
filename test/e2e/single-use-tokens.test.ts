// The real app never sends an exchanged refresh token again, wherever it comes from: an old copy of the file, a paste, another
// account, a backup. The simulator ends a sign-in when a used refresh token is sent again, so a sign-in that is still alive proves that none was.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage, profileFromMain, signInByPaste } from './support/calls-from-page';
import {
  fingerprint,
  savedFingerprint,
  type TokenPair,
  tokensInKeychain,
  waitForNewPair,
} from './support/keychain-entry';
import { entryMark } from './support/keychain-raw-entry';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { lifeOf, passEndOf } from './support/token-life';
import { savePictures } from './support/window-of-app';

const USED_UP = 'These tokens are an old copy and used up: on this computer they were exchanged for newer ones.';
const PASSPHRASE = 'made before the refresh';
/** An access token with this life is not due yet when the first one, of 15 minutes, has ended. */
const LONG_LIFE_MS = 60 * 60_000;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

test('an old copy of the token file, put back while the app was off, is not sent, and a new sign-in is all that is needed', async () => {
  const { simulator } = stage;
  const path = join(await stage.newFolder(), 'axiom-tokens.json');
  const first = await stage.start();
  const page = await first.page();
  await signInByPaste(page, simulator);
  await answerDialogs(first.electronApp, { save: path, button: 1 });
  expect(await callFromPage(page, 'chooseStorage', { profileId: 'default', kind: 'file' })).toMatchObject({ ok: true });
  const oldCopy = await readFile(path, 'utf8');
  await page.getByRole('button', { name: 'Refresh now' }).click();
  // Only then the refresh is complete: after an interrupted one, the sealed copy would replace the old pair.
  await page.locator('.plot .plot-bar').first().waitFor();
  const newest = await pairInFile(path);
  expect((await readFile(path, 'utf8')) === oldCopy).toBe(false);
  expect(fingerprint(newest)).toEqual(fingerprint(simulator.currentTokens()));
  await first.kill9();
  await writeFile(path, oldCopy);

  const asked = simulator.refreshesAsked;
  const second = await stage.start({ userDataDirectory: first.userDataDirectory });
  const pageAgain = await second.page();
  // Its access token works until its end, when it would be refreshed.
  await headline(pageAgain, 'Healthy');
  await passEnd(second, pageAgain, await pairInFile(path));
  await headline(pageAgain, 'Sign in again');
  await pageAgain.getByText(USED_UP).waitFor();
  await second.tray.waitForEntry(/^main: Sign in again/);
  await pageAgain.getByText('expired', { exact: true }).waitFor();
  await savePicturesOfWidths(pageAgain, 'used-up-old-file');
  // Not even when a person insists.
  const insisted = await callFromPage(pageAgain, 'refreshNow', { profileId: 'default' });
  expect(insisted).toMatchObject({ ok: false, failure: { message: USED_UP } });
  expect(simulator.refreshesAsked).toBe(asked);
  expect([simulator.accepts(newest.accessToken), fingerprint(simulator.currentTokens())]).toEqual([
    true,
    fingerprint(newest),
  ]);
  // Nothing is removed before the person has signed in.
  expect((await readFile(path, 'utf8')) === oldCopy).toBe(true);

  simulator.switches.accessLifetimeMs = LONG_LIFE_MS;
  const session = simulator.openSession();
  await pageAgain.getByRole('button', { name: 'Sign in', exact: true }).click();
  await paste(pageAgain, session);
  await headline(pageAgain, 'Healthy');
  expect(await pageAgain.getByText(USED_UP).count()).toBe(0);
  expect(fingerprint(await pairInFile(path))).toEqual(fingerprint(session));
});

test('an older copy of the own pair, pasted over the newer one, is refused with a message, in this run and in the next', async () => {
  const { simulator, desktop } = stage;
  let app = await stage.start();
  let page = await app.page();
  await signInByPaste(page, simulator);
  const older = await savedPair();
  await app.tray.click('Refresh now');
  await waitForNewPair(desktop, () => simulator.currentTokens(), fingerprint(older));
  await headline(page, 'Healthy');
  const [mark, { expiresAtMs }, asked] = [
    await entryMark(desktop),
    await profileFromMain(page),
    simulator.refreshesAsked,
  ];

  const refuse = async (): Promise<void> => {
    await app.tray.click('Sign in...');
    await paste(page, older);
    const error = page.locator('#tokens-error');
    await error.waitFor();
    expect(await error.textContent()).toBe(
      `${USED_UP} If you have the newer ones, use those. If not, sign in. Nothing was changed.`,
    );
    expect(await entryMark(desktop)).toBe(mark);
    expect(await profileFromMain(page)).toMatchObject({ expiresAtMs, headline: { label: 'Healthy' } });
  };
  await refuse();
  await app.quit();
  // This run knows about it only from the list.
  app = await stage.start({ userDataDirectory: app.userDataDirectory });
  page = await app.page();
  await headline(page, 'Healthy');
  await refuse();
  expect([simulator.refreshesAsked, fingerprint(simulator.currentTokens())]).toEqual([
    asked,
    await savedFingerprint(desktop),
  ]);
});

test('one pair in two accounts, one of them unreadable: the first to refresh keeps its sign-in, and the other does not end it', async () => {
  const { simulator, desktop, keyring } = stage;
  const userDataDirectory = await signedInBefore(stage);
  const pair = await savedPair();
  await keyring.lock();
  const app = await stage.start({ userDataDirectory });
  const page = await app.page();
  await headline(page, 'Keychain is locked');
  const [asked, granted] = [simulator.refreshesAsked, simulator.refreshCount];

  await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByLabel('Name', { exact: true }).fill('second');
  await page.getByRole('button', { name: 'Go on to the sign-in' }).click();
  await paste(page, pair);
  await headline(page, 'In memory only, not yet in the system keychain');
  simulator.switches.accessLifetimeMs = LONG_LIFE_MS;
  await passEnd(app, page, pair);
  await waitUntil('the second account has refreshed', () => simulator.refreshCount > granted);
  const newest = simulator.currentTokens();

  await keyring.unlock();
  await headline(page, 'Healthy');
  await openAccount(page, 'main');
  await headline(page, 'Sign in again', 60_000);
  await page.getByText(USED_UP).waitFor();
  await page.getByText('expired', { exact: true }).waitFor();
  expect(simulator.refreshesAsked - asked).toBe(1);
  expect([simulator.accepts(newest?.accessToken ?? ''), fingerprint(simulator.currentTokens())]).toEqual([
    true,
    fingerprint(newest),
  ]);
  // The first account keeps its tokens until somebody signs in.
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(pair));
  await openAccount(page, 'second');
  await headline(page, 'Healthy');
  expect(fingerprint(await tokensInKeychain(desktop, 'second'))).toEqual(fingerprint(newest));
});

test('a backup from before a refresh is reported as used up, and cannot be ticked', async () => {
  const { simulator, desktop } = stage;
  const app = await stage.start();
  const page = await app.page();
  await signInByPaste(page, simulator);
  const path = join(await stage.newFolder(), 'before.axiombackup');
  await answerDialogs(app.electronApp, { save: path, open: path, button: 1 });
  const made = await callFromPage(page, 'createBackup', { profileIds: ['default'], passphrase: PASSPHRASE });
  expect(made).toMatchObject({ ok: true });
  const before = await savedFingerprint(desktop);
  await app.tray.click('Refresh now');
  await waitForNewPair(desktop, () => simulator.currentTokens(), before);
  const mark = await entryMark(desktop);

  await openBackup(app, page);
  const item = page.locator('.restore-item');
  await item.getByText('Cannot be restored: on this computer these tokens were exchanged for newer ones').waitFor();
  const tick = item.getByRole('checkbox');
  expect([await tick.count(), await tick.isDisabled(), await tick.isChecked()]).toEqual([1, true, false]);
  await savePicturesOfWidths(page, 'restore-used-up');
  // There is nothing to restore, so there is no button for it.
  expect(await page.getByRole('button', { name: /^Restore/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Done' }).click();
  await headline(page, 'Healthy');
  expect(await entryMark(desktop)).toBe(mark);
});

async function savedPair(): Promise<TokenPair> {
  const pair = await tokensInKeychain(stage.desktop);
  if (!pair) throw new Error('Nobody is signed in.');
  return pair;
}

async function pairInFile(path: string): Promise<TokenPair> {
  const file = JSON.parse(await readFile(path, 'utf8')) as { access_token: string; refresh_token: string };
  return { accessToken: file.access_token, refreshToken: file.refresh_token };
}

/** Like {@link passEndOf}; also for the page, which counts down by itself. */
async function passEnd(app: StartedApp, page: Page, { accessToken }: TokenPair): Promise<void> {
  await page.evaluate((nowMs) => {
    Date.now = () => nowMs;
  }, lifeOf(accessToken).endsAtMs + 1);
  await passEndOf(app, accessToken);
}

/** Starts on the page with the ways to sign in. */
async function paste(page: Page, { accessToken, refreshToken }: TokenPair): Promise<void> {
  await page.getByRole('button', { name: 'I have tokens' }).click();
  await page.getByLabel('Tokens', { exact: true }).fill(`${accessToken}\n${refreshToken}\n`);
  await page.getByRole('button', { name: 'Use these tokens' }).click();
}

async function openAccount(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

async function openBackup(app: StartedApp, page: Page): Promise<void> {
  await app.tray.click('Restore...');
  await page.getByRole('button', { name: 'Choose a backup file…' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

/** {@link savePictures} of a wide and of the narrowest window. */
async function savePicturesOfWidths(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [960, 760],
    [320, 1200],
  ] as const) {
    await page.setViewportSize({ width, height });
    await savePictures(page, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 960, height: 760 });
}
