// A token file that other programs touch, in the real app: open to others, taken away, half-written, damaged, and not there at the start.
import { access, chmod, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { headline, signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { logText, savePictures } from './support/window-of-app';

let stage: Stage;
let app: StartedApp;
let path: string;

beforeAll(async () => {
  stage = await openStage();
  path = join(await stage.newFolder(), 'axiom-tokens.json');
  app = await stage.start();
  const page = await app.page();
  await signInByForm(page, stage.simulator);
  await app.tray.click('Settings...');
  await answerDialogs(app.electronApp, { save: path });
  await page.getByRole('radio', { name: /^A file…/ }).check();
  await page.getByRole('button', { name: 'Choose the file…' }).click();
  await page.locator('.store-now').filter({ hasText: 'axiom-tokens.json' }).waitFor();
  await page.getByRole('navigation').getByRole('button', { name: /^main/ }).click();
});
afterAll(() => stage?.dispose());

/** As another program does that minds neither mode nor owner. */
async function writeOpen(text: string): Promise<void> {
  const other = `${path}.new`;
  await writeFile(other, text);
  await chmod(other, 0o644);
  await rename(other, path);
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

test('written anew so that others can read it, it is told at once, and one press closes it', async () => {
  const page = await app.page();
  await writeOpen(await readFile(path, 'utf8'));
  await page.getByText('Other users of this computer can read your token file.').waitFor({ timeout: 5_000 });
  await headline(page, 'Healthy');
  await savePictures(page, 'file-open-to-others');
  await button(page, 'Make it private').click();
  await button(page, 'Make it private').waitFor({ state: 'detached' });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('taken away, its tokens are told as no longer saved in window and tray, and one press saves them again', async () => {
  const page = await app.page();
  await rm(path);
  await headline(page, 'Working, no longer saved', 5_000);
  await page.getByText(`The file with the saved tokens is not at ${path}.`).waitFor();
  await app.tray.waitForEntry(/^main: Working, no longer saved, expires in /);
  expect(await button(page, 'Sign out').isEnabled()).toBe(true);
  await savePictures(page, 'file-taken-away');
  await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
  await button(page, 'Save again').click();
  await headline(page, 'Healthy');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('half-written for a moment, it is never called damaged; damaged for longer, it is, until it is whole again', async () => {
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
  await headline(page, 'Saved sign-in is damaged', 12_000);
  await savePictures(page, 'file-damaged');
  await writeFile(path, newer);
  await headline(page, 'Healthy', 12_000);
});

test('not there at the start, it is asked for and never called signed out; once there, the account is signed in by itself', async () => {
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
