// A double click on a backup as the desktop passes it on: a path or address on the command line, of a first start or of a second one beside
// a running app. It opens the window on the restore of that file, restores nothing by itself, and explains what is wrong with any other file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../../build/project-root.mjs';
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { sealBackup, unsealBackup } from '../../main/core/backup/backup-codec';
import { Secret } from '../../main/core/base/secret';
import { BACKUP_PASSPHRASE, backedUp } from '../support/backed-up';
import { electronExecutable, stateDirectoryOn } from './support/app-under-test';
import { callFromPage, callWithAnything } from './support/calls-from-page';
import { hasKeychainEntry } from './support/keychain-entry';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { logText, savePictures, visibleTitles } from './support/window-of-app';

let stage: Stage;
let folder: string;
let bytes: Uint8Array;

beforeAll(async () => {
  stage = await openStage();
  folder = join(await stage.newFolder(), 'Über uns, 100% #1');
  await mkdir(folder);
  // The services of tests make keys at nearly no cost; the app does not open such a backup.
  const { bytes: ofTests, services } = await backedUp();
  const passphrase = new Secret(BACKUP_PASSPHRASE);
  const contents = await unsealBackup(ofTests, passphrase, services.crypto);
  bytes = await sealBackup(contents, passphrase, createNodeCrypto());
});
beforeEach(() => stage.reset());
afterAll(() => stage?.dispose());

async function put(name: string, content: Uint8Array | string = bytes): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** A second start beside `app`, with its folders, in `directory`; returns its output. */
async function startAgain(
  app: StartedApp,
  args: readonly string[],
  directory = projectRoot,
  exitCode = 0,
): Promise<string> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const folders = [`--user-data-dir=${app.userDataDirectory}`, `--state-directory=${stateDirectoryOn(stage.desktop)}`];
  const second = spawn(await electronExecutable(), [...sandbox, projectRoot, ...folders, ...args], {
    cwd: directory,
    env: { ...stage.desktop.env, ...stage.simulator.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [said, [code]] = await Promise.all([text(second.stdout), once(second, 'exit')]);
  expect(code).toBe(exitCode);
  return said;
}

const chosen = (page: Page, name: string) => page.getByText(`${name}, made `).waitFor();
const alert = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words }).waitFor();
const toRestore = (app: StartedApp) => app.tray.click('Restore...');

test('a first start with a file opens on it, also where it was to start hidden, and waits for passphrase and press', async () => {
  const path = await put('mein Büro (2).axiombackup');
  const app = await stage.start({ args: ['--hidden', path] });
  const page = await app.page();
  await chosen(page, 'mein Büro (2).axiombackup');
  expect(await visibleTitles(app.electronApp)).toHaveLength(1);
  expect(
    await page.getByLabel('Passphrase', { exact: true }).evaluate((field) => field === document.activeElement),
  ).toBe(true);
  await savePictures(page, 'opened-file');
  await page.keyboard.type(BACKUP_PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'What is in this backup' }).waitFor();
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
});

test('a second start passes the file to the app in the tray: by address, by path, and relative to where it was started', async () => {
  const [first, second, third] = [
    await put('a b.axiombackup'),
    await put('ä.AxiomBackup'),
    await put('-c.axiombackup'),
  ];
  const app = await stage.start({ args: ['--hidden'] });
  await app.tray.waitForEntry(/^main: Signed out/);
  expect(await visibleTitles(app.electronApp)).toEqual([]);
  const address = pathToFileURL(first).href;
  expect(address).toContain('%C3%9Cber%20uns,%20100%25%20%231/a%20b.axiombackup');
  expect(await startAgain(app, [address])).toContain('runs already');
  const page = await app.page();
  await chosen(page, 'a b.axiombackup');
  await expect.poll(() => visibleTitles(app.electronApp)).toHaveLength(1);
  await startAgain(app, [second]);
  await chosen(page, 'ä.AxiomBackup');
  await startAgain(app, ['--', '-c.axiombackup'], folder);
  await chosen(page, '-c.axiombackup');
  expect(third.startsWith(folder)).toBe(true);
});

test('nothing that is typed is lost: the file waits for a press', async () => {
  const path = await put('later.axiombackup');
  const app = await stage.start();
  const page = await app.page();
  await page.getByRole('button', { name: /^I have tokens/ }).click();
  await page.getByLabel('Tokens', { exact: true }).fill('half of what I wanted to paste');
  await startAgain(app, [path]);
  await page.getByRole('complementary').getByText('later.axiombackup was opened. This page stays').waitFor();
  expect(await page.getByLabel('Tokens', { exact: true }).inputValue()).toBe('half of what I wanted to paste');
  await savePictures(page, 'opened-file-waits');
  await page.getByRole('button', { name: 'Restore it…' }).click();
  await chosen(page, 'later.axiombackup');
});

test('while a dialog is open the file waits, and is there when that is answered', async () => {
  const path = await put('asked.axiombackup');
  const app = await stage.start();
  const page = await app.page();
  await app.electronApp.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () =>
      new Promise((resolve) => {
        (globalThis as { cancelDialog?: () => void }).cancelDialog = () => resolve({ canceled: true, filePaths: [] });
      });
  });
  await toRestore(app);
  await page.getByRole('button', { name: 'Choose a backup file…' }).click();
  await page.getByText('Choosing…').waitFor();
  await startAgain(app, [path]);
  await page.getByText('asked.axiombackup was opened.').first().waitFor();
  expect(await callFromPage(page, 'takeOpenedBackup', undefined)).toMatchObject({
    ok: false,
    failure: { message: 'Another dialog of this app is still open.' },
  });
  await app.electronApp.evaluate(() => (globalThis as { cancelDialog?: () => void }).cancelDialog?.());
  await chosen(page, 'asked.axiombackup');
});

test('what cannot be opened is reported, in the window, and changes nothing', async () => {
  const gone = await put('gone.axiombackup');
  await rm(gone);
  const app = await stage.start({ args: [gone] });
  const page = await app.page();
  await alert(page, 'gone.axiombackup');
  await savePictures(page, 'opened-file-gone');
  const notes = await put('notes.txt', 'secret notes');
  const foreign = await put('holiday.axiombackup', 'We went to the sea.');
  const huge = await put('huge.axiombackup', new Uint8Array(5 * 1024 * 1024));
  const link = join(folder, 'link.axiombackup');
  await symlink('/etc/shadow', link);
  const inner = join(folder, 'folder.axiombackup');
  await mkdir(inner);
  const good = await put('good.axiombackup');
  for (const [args, words] of [
    [[notes], '“notes.txt” does not look like a backup of this app: their names end in .axiombackup.'],
    [[foreign], 'This file is damaged or is not a backup of this app.'],
    [[huge], 'huge.axiombackup is not a backup of this app.'],
    [[link], 'This file is damaged or is not a backup of this app.'],
    [[inner], 'folder.axiombackup is not a backup of this app.'],
    [['https://example.com/x.axiombackup'], '“x.axiombackup” is not a file on this computer.'],
    [['file:///B%FCro.axiombackup'], '“B%FCro.axiombackup” is not a file on this computer.'],
    [[good, notes], 'Several files were opened at once. One backup is restored at a time.'],
    [['x'.repeat(12_000)], 'is too long.'],
  ] as const) {
    await startAgain(app, args);
    await alert(page, words);
    expect(await page.getByText(/secret notes|root:/).count()).toBe(0);
  }
  // With so much, Chromium would think that the running app hangs, and kill it.
  expect(await startAgain(app, Array<string>(600).fill(good), projectRoot, 1)).toBe('');
  expect((await app.page()).isClosed()).toBe(false);
  // A script in the page cannot take any of them.
  expect(await callWithAnything(page, 'takeOpenedBackup', undefined)).toMatchObject({
    ok: false,
    failure: { code: 'INVALID_INPUT' },
  });
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
  expect(await logText(app.userDataDirectory)).not.toMatch(/secret notes|root:/);
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('a page has no way to name a file', async () => {
  const path = await put('named.axiombackup');
  const app = await stage.start();
  const page = await app.page();
  for (const request of [{ path }, path, [path], { fileName: path }]) {
    expect(await callWithAnything(page, 'takeOpenedBackup', request)).toMatchObject({
      ok: false,
      failure: { code: 'INVALID_INPUT' },
    });
  }
});
