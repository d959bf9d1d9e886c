// "Open the log folder" in the real app: the desktop's own program gets the folder; without one, the message names the folder.
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followTimers, passSecondsUntil } from './support/pass-time';
import { openStage, type Stage, type StartedApp } from './support/stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.dispose());

/** An app on a desktop that opens folders with `script`. */
async function startWith(script: string): Promise<{ app: StartedApp; page: Page; note: string; logs: string }> {
  const folder = await stage.newFolder();
  const note = join(folder, 'opened');
  await writeFile(join(folder, 'xdg-open'), `#!/bin/sh\n${script.replace('NOTE', note)}\n`);
  await chmod(join(folder, 'xdg-open'), 0o755);
  const app = await stage.start({ env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` } });
  await followTimers(app);
  const page = await app.page();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'About this copy' }).click();
  await page.getByRole('button', { name: 'Open the log folder' }).click();
  return { app, page, note, logs: await app.electronApp.evaluate(({ app: electron }) => electron.getPath('logs')) };
}

test('opens it, and does not wait until it is closed again', async () => {
  const { app, page, note, logs } = await startWith('printf %s "$1" > NOTE; exec sleep 8');
  await expect.poll(() => readFile(note, 'utf8').catch(() => '')).toBe(logs);
  const button = page.getByRole('button', { name: 'Open the log folder' });
  await passSecondsUntil(
    app,
    'it can be pressed again',
    async () => (await button.getAttribute('aria-disabled')) === null,
  );
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('says where the log is when nothing opens it', async () => {
  const { page, logs } = await startWith('exit 3');
  await expect.poll(() => page.getByRole('alert').allTextContents()).toEqual([expect.stringContaining(logs)]);
});
