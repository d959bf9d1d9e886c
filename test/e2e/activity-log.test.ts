// The real app keeps its activity over a kill -9 and a quit, shows it on its page, saves it as a table, and plots it.
import { appendFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs } from './support/answer-dialogs';
import { headline, signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';

let stage: Stage;
let app: StartedApp;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  page = await app.page();
  await signInByForm(page, stage.simulator);
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await page.locator('.plot .plot-bar').waitFor();
});
afterAll(() => stage?.dispose());

const path = () => join(app.userDataDirectory, 'activity.jsonl');
const kept = async () => (await readFile(path(), 'utf8')).trimEnd().split('\n');
const texts = () => page.locator('.activity-text').allTextContents();

async function startAgain(end: 'kill9' | 'quit'): Promise<void> {
  await app[end]();
  app = await stage.start({ userDataDirectory: app.userDataDirectory });
  page = await app.page();
  await headline(page, 'Healthy');
}

test('after kill -9 the card, the plot and the page still have it', async () => {
  await startAgain('kill9');
  await page.locator('.activity', { hasText: /Refreshed in \d+\sms/ }).waitFor();
  await expect.poll(() => page.locator('.plot .plot-bar').count()).toBe(1);
  await page.getByRole('button', { name: 'All activity' }).click();
  await page.getByRole('heading', { name: 'Activity' }).waitFor();
  await expect
    .poll(texts)
    .toEqual(
      expect.arrayContaining([
        'Signed in with e-mail and password',
        expect.stringMatching(/^Access token copied/),
        expect.stringMatching(/^Refreshed in \d+\sms$/),
      ]),
    );
});

test('it is narrowed to one kind, with the keyboard alone', async () => {
  await page.getByLabel('About').focus();
  await page.keyboard.type('Sign-ins');
  await expect.poll(texts).toEqual(['Signed in with e-mail and password']);
});

test('what is chosen is saved as a table', async () => {
  const table = join(await stage.newFolder(), 'activity.csv');
  await answerDialogs(app.electronApp, { save: table });
  await page.getByRole('button', { name: 'Save as a table…' }).click();
  await page.getByText(`Saved 1 entry to ${table}`).first().waitFor();
  const [head, row, ...rest] = (await readFile(table, 'utf8')).split('\r\n');
  expect([
    head?.startsWith('\uFEFFtime,account,kind'),
    row?.includes('Signed in with e-mail and password'),
    rest,
  ]).toEqual([true, true, ['']]);
  expect((await stat(table)).mode & 0o777).toBe(0o600);
});

test('the plot is gone through with the keyboard', async () => {
  await page.keyboard.press('Escape');
  // Opened again: at the start nothing had been measured yet.
  await page.getByRole('radio', { name: '30 days' }).check();
  await page.getByRole('radio', { name: '24 hours' }).check();
  await page.locator('.plot .valid-all').waitFor();
  const slider = page.getByRole('slider', { name: 'Time of the plot' });
  const valueText = () => slider.getAttribute('aria-valuetext');
  await slider.press('End');
  // The half hour of the refresh may have ended in the meantime.
  if ((await valueText())?.includes('no refresh')) await slider.press('ArrowLeft');
  expect(await valueText()).toMatch(/: 1 refresh worked, \d+ ms; valid token all the time$/);
  const at = Number(await slider.getAttribute('aria-valuenow'));
  await slider.press('ArrowLeft');
  expect(await slider.getAttribute('aria-valuenow')).toBe(String(at - 1));
  await slider.press('Home');
  expect(await valueText()).toMatch(/: no refresh; not watched$/);
});

test('at a quit the time with a valid token is written down; a line that was cut short costs nothing', async () => {
  await app.quit();
  const lines = await kept();
  expect(lines.filter((line) => line.includes('"validMs"')).length).toBeGreaterThan(0);
  expect((await stat(path())).mode & 0o777).toBe(0o600);
  // The same with a damaged file.
  const damaged = { atMs: 1.8e16, kind: 'token', profileId: 'dEfault', text: 'x' };
  await appendFile(path(), `${JSON.stringify(damaged)}\n{"atMs":17`);
  app = await stage.start({ userDataDirectory: app.userDataDirectory });
  page = await app.page();
  await headline(page, 'Healthy');
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await expect.poll(async () => (await kept()).at(-1)).toMatch(/^\{"atMs":\d+,"kind":"refresh"/);
  expect((await kept()).slice(0, lines.length)).toEqual(lines);
  await page.locator('.activity', { hasText: /Refreshed in \d+\sms/ }).waitFor();
});
