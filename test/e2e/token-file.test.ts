// A token file that other programs change, in the real app: readable by others, removed, half-written, damaged, written by a later version or by a
// Rust client, and missing at the start.
import { access, chmod, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatRfc3339 } from '../../main/core/base/rfc3339';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage, profileFromMain } from './support/calls-from-page';
import { fingerprint } from './support/keychain-entry';
import { followTimers, passSecondsForAllUntil, passTimeForAll } from './support/pass-time';
import { headline, signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { CLOCK_SKEW_MS, isExpiryOf, passEndOf } from './support/token-life';
import { clipboardText, logText, savePictures } from './support/window-of-app';

/** The file as the app writes it; the note is an unknown field for the Rust client. */
interface WrittenFile {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly axiom_token_manager: { readonly v: number; readonly generation: number; readonly later_fact?: unknown };
  readonly later_program?: unknown;
}

let stage: Stage;
let app: StartedApp;
let path: string;

beforeAll(async () => {
  stage = await openStage();
  path = join(await stage.newFolder(), 'axiom-tokens.json');
  app = await stage.start();
  await followTimers(app);
  const page = await app.page();
  await signInByForm(page, stage.simulator);
  await app.tray.click('Move tokens...');
  await answerDialogs(app.electronApp, { save: path, button: 1 });
  await page.getByRole('radio', { name: /^A file…/ }).check();
  await page.getByRole('button', { name: 'Choose the file…' }).click();
  await page.getByRole('heading', { level: 1, name: 'main', exact: true }).waitFor();
});
afterAll(() => stage?.dispose());

/** Writes like a program that keeps neither mode nor owner. */
async function writeOpen(text: string): Promise<void> {
  const other = `${path}.new`;
  await writeFile(other, text);
  await chmod(other, 0o644);
  await rename(other, path);
}

async function readWritten(): Promise<WrittenFile> {
  return JSON.parse(await readFile(path, 'utf8')) as WrittenFile;
}

/** Writes like another program of the same person. Returns the written text. */
async function writeWhole(content: object): Promise<string> {
  const text = JSON.stringify(content);
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return text;
}

const passUntil = (what: string, isSo: () => boolean | Promise<boolean>) =>
  passSecondsForAllUntil([app], stage.simulator, what, isSo);

/** A sign-in that ends later than the tokens in the file by more than the clock skew; in the file's form. */
async function newerTokens(): Promise<Pick<WrittenFile, 'access_token' | 'refresh_token'>> {
  await passTimeForAll([app], stage.simulator, 2 * CLOCK_SKEW_MS);
  const { accessToken, refreshToken } = stage.simulator.openSession();
  return { access_token: accessToken, refresh_token: refreshToken };
}

/** Waits until the app uses this token; compared by its expiry, which the window may know. */
function isTakenUp(page: Page, accessToken: string): Promise<void> {
  return waitUntil('the app has the token', async () =>
    isExpiryOf(accessToken, (await profileFromMain(page)).expiresAtMs),
  );
}

/** Presses until a refresh is saved: a press within 5 s of the last try sends nothing. */
async function refresh(page: Page): Promise<WrittenFile> {
  const before = await readFile(path, 'utf8');
  await passUntil('the refresh is saved', async () => {
    await button(page, 'Refresh now').click();
    return (await readFile(path, 'utf8')) !== before;
  });
  await headline(page, 'Healthy');
  return readWritten();
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

test('rewritten so that others can read it, it is reported at once, and one press closes it', async () => {
  const page = await app.page();
  await writeOpen(await readFile(path, 'utf8'));
  await page.getByText('Other users of this computer can read your token file.').waitFor({ timeout: 5_000 });
  await headline(page, 'Healthy');
  await savePictures(page, 'file-open-to-others');
  await button(page, 'Make it private').click();
  await button(page, 'Make it private').waitFor({ state: 'detached' });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('removed, its tokens are reported as no longer saved in window and tray, and one press saves them again', async () => {
  const page = await app.page();
  await rm(path);
  await headline(page, 'In memory only, no longer saved', 5_000);
  await page.getByText(`The file with the saved tokens is not at ${path}.`).waitFor();
  await app.tray.waitForEntry(/^main: In memory only, no longer saved, expires in /);
  expect(await button(page, 'Sign out…').isEnabled()).toBe(true);
  await savePictures(page, 'file-taken-away');
  await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
  await button(page, 'Save again').click();
  await headline(page, 'Healthy');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('half-written for a moment, it is never called damaged; damaged for longer, it is, until it is complete again', async () => {
  const page = await app.page();
  const whole = await readFile(path, 'utf8');
  const seen = await page.evaluateHandle(() => {
    const words = new Set<string>();
    const note = () => words.add(document.querySelector('.page .chip')?.textContent ?? '');
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
    return words;
  });
  await writeFile(path, whole.slice(0, 40));
  await waitUntil('the app has read the half', async () =>
    (await logText(app.userDataDirectory)).includes('could not be read'),
  );
  await writeFile(path, whole);
  const before = stage.simulator.currentTokens();
  await button(page, 'Refresh now').click();
  await waitUntil('it is refreshed', async () => (await readFile(path, 'utf8')) !== whole);
  expect(stage.simulator.currentTokens()).not.toEqual(before);
  expect(
    (await seen.evaluate((words) => [...words])).filter((word) => /damaged|held|not refreshed/i.test(word)),
  ).toEqual([]);
  const newer = await readFile(path, 'utf8');
  await writeFile(path, newer.slice(0, 40));
  const damaged = page.locator('.page .chip').filter({ hasText: 'Saved sign-in is damaged' });
  await passUntil('it is damaged', () => damaged.isVisible());
  await savePictures(page, 'file-damaged');
  await writeFile(path, newer);
  await headline(page, 'Healthy');
});

test('from a later version, with the largest integer as generation: it is used, its new fields are kept, later records count on', async () => {
  const page = await app.page();
  const { axiom_token_manager: note, ...file } = await readWritten();
  const tokens = await newerTokens();
  const access_token_end = tokens.access_token.slice(-8);
  const later = { ...note, access_token_end, generation: Number.MAX_SAFE_INTEGER, later_fact: { kept: [1] } };
  await writeWhole({ ...file, ...tokens, later_program: 'kept', axiom_token_manager: later });
  await isTakenUp(page, tokens.access_token);
  await headline(page, 'Healthy');
  const saved = await refresh(page);
  const pair = { accessToken: saved.access_token, refreshToken: saved.refresh_token };
  expect(fingerprint(pair)).toEqual(fingerprint(stage.simulator.currentTokens()));
  expect([saved.later_program, saved.axiom_token_manager.later_fact]).toEqual(['kept', { kept: [1] }]);
  // The next test continues from here.
  expect(saved.axiom_token_manager.generation).toBe(note.generation + 1);
});

test('in a form of a later version it is refused with a message and left as it is; in its own again, the next record is saved', async () => {
  const page = await app.page();
  const { axiom_token_manager: note, ...file } = await readWritten();
  const later = await writeWhole({ ...file, axiom_token_manager: { ...note, v: note.v + 1 } });
  const refused = page.getByText('The saved tokens were written by a newer version of this app.').first();
  await passUntil('it is refused', () => refused.isVisible());
  await callFromPage(page, 'refreshNow', { profileId: 'default' });
  expect((await readFile(path, 'utf8')) === later).toBe(true);
  await writeWhole({ ...file, axiom_token_manager: note });
  await headline(page, 'Healthy');
  expect((await refresh(page)).axiom_token_manager.generation).toBe(note.generation + 1);
});

test('from a Rust client that guesses an hour, the 15 minutes in the token count, and no expired token is handed out', async () => {
  const page = await app.page();
  const tokens = await newerTokens();
  await writeWhole({ ...tokens, expires_at: formatRfc3339(Date.now() + 60 * 60_000) });
  await isTakenUp(page, tokens.access_token);
  await app.tray.waitForEntry(/^main: Healthy, expires in 1[45] min/);
  await button(page, 'Copy access token').click();
  await page.locator('.copied').waitFor();
  expect((await clipboardText(app.electronApp)) === tokens.access_token).toBe(true);

  await stage.simulator.stop();
  await passEndOf(app, tokens.access_token);
  await headline(page, 'Expired');
  await app.tray.waitForEntry(/^main: Expired/);
  for (const call of ['copyAccessToken', 'revealAccessToken'] as const) {
    expect(await callFromPage(page, call, { profileId: 'default' })).toMatchObject({ ok: false });
  }
  expect(await clipboardText(app.electronApp)).toBe('');
  await stage.simulator.start();
});

test('missing at the start, it is reported as missing and never as signed out; once there, the account is signed in automatically', async () => {
  await app.quit();
  await rename(path, `${path}.away`);
  app = await stage.start({ userDataDirectory: app.userDataDirectory });
  const page = await app.page();
  await headline(page, 'Token file is not there');
  await page.getByText('Is its disk connected?').waitFor();
  expect(await page.getByText('Signed out').count()).toBe(0);
  await app.tray.waitForEntry(/^main: Token file is not there/);
  await savePictures(page, 'file-not-there');
  await button(page, 'Look again').click();
  await headline(page, 'Token file is not there');
  await rename(`${path}.away`, path);
  await headline(page, 'Healthy', 65_000);
});
