// One account's tokens as a plain file, from the backup page: its content, who can read it, the questions before, and what is refused.
import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { callFromPage, callWithAnything, signInByPaste } from './support/calls-from-page';
import { fingerprint, savedFingerprint } from './support/keychain-entry';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { savePictures } from './support/window-of-app';

const HELD = 'held-by-axiom-token-manager';
const REFRESH = /^With the refresh token/;

let stage: Stage;
let app: StartedApp;
let page: Page;
let folder: string;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  page = await app.page();
  folder = await stage.newFolder();
  await signInByPaste(page, stage.simulator);
  await app.tray.click('Back up...');
  await page.getByRole('heading', { level: 1, name: 'Back up' }).waitFor();
});
afterAll(() => stage?.dispose());

/** Presses the button; the save dialog returns this path, and questions are answered like this. */
async function exportTo(path: string, button = 1): Promise<void> {
  await answerDialogs(app.electronApp, { save: path, button });
  await page.getByRole('button', { name: 'Export main as a plain file…' }).click();
}

async function questionsSeen(): Promise<string[]> {
  const seen = (await dialogsSeen(app.electronApp)).map((text) => JSON.parse(text) as Record<string, string>);
  return seen.flatMap(({ message }) => message ?? []);
}

async function pairIn(path: string): Promise<{ accessToken: string; refreshToken: string }> {
  const text = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
  expect(Object.keys(text)).toEqual(['access_token', 'refresh_token', 'expires_at']);
  return { accessToken: text['access_token'] ?? '', refreshToken: text['refresh_token'] ?? '' };
}

test('after the answer no, nothing is written', async () => {
  await exportTo(join(folder, 'a.json'), 0);
  await expect.poll(questionsSeen).toEqual(['Export the access token of main to a plain file?']);
  await page.getByRole('button', { name: 'Export main as a plain file…' }).waitFor();
  expect(await readdir(folder)).toEqual([]);
});

test('by default the file has only the access token, and only its owner can read it', async () => {
  const path = join(folder, 'a.json');
  await exportTo(path);
  await page.getByText('The access token of main is exported, and the file was read back to be sure.').waitFor();
  expect(await page.locator('.plain-export .path').textContent()).toBe(path);
  const pair = await pairIn(path);
  expect(fingerprint(pair)?.access).toBe((await savedFingerprint(stage.desktop))?.access);
  expect(pair.refreshToken).toBe(HELD);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const [, save] = (await dialogsSeen(app.electronApp)).map((text) => JSON.parse(text) as Record<string, unknown>);
  expect(save).toMatchObject({
    title: 'Export tokens, not encrypted',
    buttonLabel: 'Export',
    defaultPath: expect.stringMatching(/\/axiom-tokens-export\.json$/) as unknown,
    properties: ['showOverwriteConfirmation'],
  });
  const snapshot = await callFromPage(page, 'getSnapshot', undefined);
  expect(snapshot.ok && snapshot.value.activity[0]?.text).toBe(`Access token exported, not encrypted, to ${path}`);
  await savePictures(page, 'plain-export');
});

test('the refresh token goes along only when that is ticked, and asked for once more', async () => {
  const path = join(folder, 'both.json');
  await page.getByRole('checkbox', { name: REFRESH }).check();
  await exportTo(path);
  await expect.poll(() => page.locator('.plain-export .path').textContent()).toBe(path);
  expect(await questionsSeen()).toEqual([
    'Export the access token of main to a plain file?',
    'Export the refresh token of main as well?',
  ]);
  expect(fingerprint(await pairIn(path))).toEqual(await savedFingerprint(stage.desktop));
  await page.getByRole('checkbox', { name: REFRESH }).uncheck();
});

test('a link is not written through', async () => {
  const target = join(folder, 'letter.txt');
  await writeFile(target, 'a letter');
  await symlink(target, join(folder, 'link.json'));
  await exportTo(join(folder, 'link.json'));
  await page.getByRole('alert').filter({ hasText: 'is not an ordinary file' }).waitFor();
  expect(await readFile(target, 'utf8')).toBe('a letter');
});

test('neither the tokens of an account nor the app’s own files are written over', async () => {
  const store = join(folder, 'store.json');
  await answerDialogs(app.electronApp, { save: store, button: 1 });
  expect(await callFromPage(page, 'chooseStorage', { profileId: 'default', kind: 'file' })).toMatchObject({ ok: true });
  const paths = [store, join(app.userDataDirectory, 'profiles.json'), join(app.userDataDirectory, 'new.json')];
  for (const path of paths) {
    const before = await readFile(path, 'utf8').catch(() => undefined);
    await exportTo(path);
    await page
      .getByRole('alert')
      .filter({ hasText: `This app itself keeps tokens or settings at ${path}.` })
      .waitFor();
    // The same for everything else that is saved at a chosen path.
    const backup = { profileIds: ['default'], passphrase: 'moving house on a Tuesday' };
    for (const outcome of [
      await callFromPage(page, 'createBackup', backup),
      await callFromPage(page, 'exportActivity', {}),
    ])
      expect(outcome).toMatchObject({
        failure: { message: `This app itself keeps tokens or settings at ${path}.` },
      });
    expect((await readFile(path, 'utf8').catch(() => undefined)) === before).toBe(true);
  }
  const among = join(app.userDataDirectory, 'tokens.json');
  await answerDialogs(app.electronApp, { save: among, button: 1 });
  expect(await callFromPage(page, 'chooseStorage', { profileId: 'default', kind: 'file' })).toMatchObject({
    failure: { message: `This app itself keeps tokens or settings at ${among}.` },
  });
});

test('while everything is paused nothing is asked and nothing written', async () => {
  await callFromPage(page, 'pauseAll', undefined);
  await exportTo(join(folder, 'paused.json'));
  await page.getByRole('alert').filter({ hasText: 'paused' }).waitFor();
  expect(await dialogsSeen(app.electronApp)).toEqual([]);
  expect(await readdir(folder)).not.toContain('paused.json');
  await callFromPage(page, 'resumeAll', undefined);
});

test('a script without a press by a person gets no question', async () => {
  await answerDialogs(app.electronApp, { save: join(folder, 'script.json'), button: 1 });
  const request = { profileId: 'default', withRefreshToken: true };
  expect(await callWithAnything(page, 'exportTokens', request)).toMatchObject({ failure: { code: 'INVALID_INPUT' } });
  expect(await dialogsSeen(app.electronApp)).toEqual([]);
});

test('imported again, the file is refused because it has no refresh token', async () => {
  const path = join(folder, 'a.json');
  await answerDialogs(app.electronApp, { open: path, save: path, button: 1 });
  const added = await callFromPage(page, 'addProfile', { name: 'hedge' });
  const profileId = added.ok ? added.value.profileId : '';
  const imported = await callFromPage(page, 'importTokens', { profileId, source: 'file' });
  expect(imported).toMatchObject({
    failure: { code: 'INVALID_TOKEN', message: expect.stringContaining(`“${HELD}” is in its place`) as unknown },
  });
  // It is also refused as a place for tokens.
  const moved = await callFromPage(page, 'chooseStorage', { profileId: 'default', kind: 'file' });
  expect(moved).toMatchObject({
    failure: { code: 'STORAGE_CORRUPT', message: expect.stringContaining('an export of this app') as unknown },
  });
  expect((await pairIn(path)).refreshToken).toBe(HELD);
});
