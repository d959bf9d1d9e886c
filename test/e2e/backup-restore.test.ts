// Moving to another computer: a backup is restored with a fresh folder and a fresh keyring, and the sign-in goes on refreshing.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs } from './support/answer-dialogs';
import {
  fingerprint,
  hasKeychainEntry,
  savedFingerprint,
  type TokenPair,
  tokensInKeychain,
  waitForNewPair,
} from './support/keychain-entry';
import { callFromPage } from './support/calls-from-page';
import { lifeOf } from './support/token-life';
import { makeJwt } from '../support/make-jwt';
import { waitUntil } from '../support/wait-until';
import { headline, signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { savePictures } from './support/window-of-app';

const PASSPHRASE = 'moving house on a Tuesday';

let old: Stage;
let fresh: Stage;
let oldApp: StartedApp;
let freshApp: StartedApp;
let saved: TokenPair;
let backupPath: string;

beforeAll(async () => {
  old = await openStage();
  fresh = await openStage();
  backupPath = join(await old.newFolder(), 'moving.axiombackup');
  oldApp = await old.start();
  freshApp = await fresh.start({ simulator: old.simulator });
  await signInByForm(await oldApp.page(), old.simulator);
  const tokens = await tokensInKeychain(old.desktop);
  if (!tokens) throw new Error('Nobody is signed in.');
  saved = tokens;
});
afterAll(async () => {
  await fresh?.dispose();
  await old?.dispose();
});

test('"Back up..." needs a long passphrase, typed twice, before it asks for a place', async () => {
  const page = await oldApp.page();
  await answerDialogs(oldApp.electronApp, { save: backupPath });
  await oldApp.tray.click('Back up...');
  await page.getByLabel('Passphrase', { exact: true }).fill('too short');
  await page.getByRole('button', { name: 'Choose where to save…' }).click();
  expect(await page.locator('#passphrase-error').textContent()).toBe('At least 12 characters. 3 more are needed.');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('The same passphrase again', { exact: true }).fill(`${PASSPHRASE}?`);
  await page.getByRole('button', { name: 'Choose where to save…' }).click();
  expect(await page.locator('#again-error').textContent()).toContain('differ');
  await expect(stat(backupPath)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the backup is one private file in which neither tokens nor passphrase can be read', async () => {
  const page = await oldApp.page();
  await page.getByLabel('The same passphrase again', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Choose where to save…' }).click();
  await page.getByText('The backup is saved, and was read back to be sure.').waitFor();
  expect(await page.locator('.path').textContent()).toBe(backupPath);
  expect((await stat(backupPath)).mode & 0o777).toBe(0o600);
  const bytes = await readFile(backupPath);
  const found = [saved.accessToken, saved.refreshToken, PASSPHRASE].filter((secret) => bytes.includes(secret));
  expect(found.length).toBe(0);
  await oldApp.quit();
});

test('a damaged file, a foreign file and a file that is gone are each reported right after choosing, before any passphrase', async () => {
  const folder = await fresh.newFolder();
  const bytes = await readFile(backupPath);
  const damaged = join(folder, 'damaged.axiombackup');
  const foreign = join(folder, 'holiday.axiombackup');
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  await writeFile(damaged, bytes);
  await writeFile(foreign, 'We went to the sea.');
  for (const [path, words] of [
    [damaged, 'This file is damaged or is not a backup of this app.'],
    [foreign, 'This file is damaged or is not a backup of this app.'],
    [join(folder, 'gone.axiombackup'), 'gone.axiombackup'],
  ] as const) {
    const page = await firstStep(path);
    await page.getByRole('button', { name: 'Choose a backup file…' }).click();
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    expect(await page.getByLabel('Passphrase', { exact: true }).count()).toBe(0);
  }
  expect(await hasKeychainEntry(fresh.desktop)).toBe(false);
});

test('a wrong passphrase is reported at its field, changes nothing, and the file stays chosen', async () => {
  const page = await openBackup(backupPath, 'not the passphrase');
  await page.locator('#passphrase-error').waitFor();
  expect(await page.locator('#passphrase-error').textContent()).toBe(
    'The passphrase does not open this backup. Check the passphrase and try again. Nothing was changed.',
  );
  expect(await page.getByLabel('Passphrase', { exact: true }).inputValue()).toBe('not the passphrase');
  expect(await hasKeychainEntry(fresh.desktop)).toBe(false);
  await savePictures(page, 'restore-wrong-passphrase');
});

test('the preview shows the contents before anything changes', async () => {
  // The file is still chosen.
  const page = await freshApp.page();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'What is in this backup' }).waitFor();
  expect(await page.locator('.restore-item').textContent()).toMatch(
    /main.*demo@axiom\.example.*Saved .*Adds the tokens/,
  );
  expect(await hasKeychainEntry(fresh.desktop)).toBe(false);
  await savePictures(page, 'restore-preview');
});

test('restored, the profile is healthy with the same tokens, and still good after a refresh', async () => {
  const { simulator } = old;
  const page = await freshApp.page();
  await page.getByRole('button', { name: /^Restore \d/ }).click();
  await page.getByText('Restored: main.').waitFor();
  expect(await savedFingerprint(fresh.desktop)).toEqual(fingerprint(saved));
  await page.getByRole('button', { name: 'Done' }).click();
  await headline(page, 'Healthy');
  expect(await page.locator('.account').textContent()).toBe(simulator.account.email);

  await freshApp.tray.click('Refresh now');
  await page.locator('.plot .plot-bar').first().waitFor();
  await waitForNewPair(fresh.desktop, () => simulator.currentTokens(), fingerprint(saved));
  const after = await tokensInKeychain(fresh.desktop);
  expect(simulator.accepts(after?.accessToken ?? '')).toBe(true);
});

test('the same backup is then known to be used up', async () => {
  const page = await openBackup(backupPath, PASSPHRASE);
  await page.getByText('Cannot be restored: on this computer these tokens were exchanged for newer ones.').waitFor();
  expect(await page.locator('.restore-item').getByRole('checkbox').first().isEnabled()).toBe(false);
});

test('a backup from before a later sign-in is known to be older, and nothing is replaced without a second tick', async () => {
  const path = join(await fresh.newFolder(), 'older.axiombackup');
  const window = await freshApp.page();
  await answerDialogs(freshApp.electronApp, { save: path, button: 1 });
  const request = { profileIds: ['default'], passphrase: PASSPHRASE };
  expect(await callFromPage(window, 'createBackup', request)).toMatchObject({ ok: true });
  const { issuedAtMs } = lifeOf((await tokensInKeychain(fresh.desktop))?.accessToken ?? '');
  await waitUntil('the next second has begun', () => Date.now() >= issuedAtMs + 1_000);
  const pasted = old.simulator.openSession();
  const text = JSON.stringify(pasted);
  expect(await callFromPage(window, 'signInWithTokens', { profileId: 'default', text })).toMatchObject({ ok: true });
  // Over another sign-in, it is refreshed at once.
  await waitForNewPair(fresh.desktop, old.simulator.currentTokens, fingerprint(pasted));
  const newer = await savedFingerprint(fresh.desktop);
  const page = await openBackup(path, PASSPHRASE);
  await page.getByText('The tokens here are newer.').waitFor();
  const tick = page.locator('.restore-item').getByRole('checkbox').first();
  expect(await tick.isChecked()).toBe(false);
  await tick.check();
  await page.getByRole('button', { name: /^Restore \d/ }).click();
  await page.getByText('Tick this as well, or leave the account out.').waitFor();
  expect(await savedFingerprint(fresh.desktop)).toEqual(newer);
});

test('an account that is another one here is added beside it, under the name that was shown', async () => {
  const path = join(await fresh.newFolder(), 'beside.axiombackup');
  const window = await freshApp.page();
  await answerDialogs(freshApp.electronApp, { save: path, button: 1 });
  expect(await callFromPage(window, 'createBackup', { profileIds: ['default'], passphrase: PASSPHRASE })).toMatchObject(
    {
      ok: true,
    },
  );
  const before = await savedFingerprint(fresh.desktop);
  expect(await callFromPage(window, 'signOut', { profileId: 'default' })).toMatchObject({ ok: true });
  const issuedAtMs = Date.now();
  const jwt = (lifeMs: number) =>
    makeJwt({ issuedAtMs, expiresAtMs: issuedAtMs + lifeMs, accountId: 'stranger' }).expose();
  const text = `${jwt(3_600_000)}\n${jwt(30 * 86_400_000)}`;
  expect(await callFromPage(window, 'signInWithTokens', { profileId: 'default', text })).toMatchObject({ ok: true });
  await waitUntil('the stranger is saved', () => hasKeychainEntry(fresh.desktop));
  const stranger = await savedFingerprint(fresh.desktop);

  const page = await openBackup(path, PASSPHRASE);
  await page.getByText('This one is added beside it as “main 2”.').waitFor();
  await page.locator('.restore-item').getByRole('checkbox').first().check();
  await savePictures(page, 'restore-beside');
  await page.getByRole('button', { name: 'Restore 1 account' }).click();
  await page.getByText('Restored: main 2.').waitFor();
  expect(fingerprint(await tokensInKeychain(fresh.desktop, 'main-2'))).toEqual(before);
  expect(await savedFingerprint(fresh.desktop)).toEqual(stranger);
  await page.getByRole('button', { name: 'Done' }).click();
  await headline(page, 'Healthy');
});

/** The first step of the restore page, where the dialog returns this file. */
async function firstStep(path: string): Promise<Page> {
  const page = await freshApp.page();
  await answerDialogs(freshApp.electronApp, { open: path });
  await freshApp.tray.click('Restore...');
  // The page of a chosen or opened backup stays until it is left.
  const back = page.getByRole('button', { name: 'Choose another file', exact: true });
  if (await back.isVisible()) await back.click();
  return page;
}

async function openBackup(path: string, passphrase: string): Promise<Page> {
  const page = await firstStep(path);
  await page.getByRole('button', { name: /^Choose a(nother| backup) file…$/ }).click();
  await page.getByText(`${basename(path)}, made `).waitFor();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  return page;
}
