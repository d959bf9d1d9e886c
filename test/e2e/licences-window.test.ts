// "Third-party licences" in the settings: one window with one text, without IPC calls or navigation.
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { openStage } from './support/stage';
import { savePictures, visibleTitles } from './support/window-of-app';

test('names each package with its version and its licence text', async () => {
  const stage = await openStage();
  onTestFinished(() => stage.dispose());
  const app = await stage.start();
  const page = await app.page();
  await page.getByRole('button', { name: 'Settings' }).click();
  const button = page.getByRole('button', { name: 'Third-party licences' });
  await button.click();
  let shown: Page | undefined;
  await waitUntil('the window is there', () => {
    shown = app.electronApp.windows().find((each) => each.url().endsWith('/third-party-licences.txt'));
    return shown !== undefined;
  });
  if (!shown) throw new Error('unreachable');
  await shown.waitForLoadState();
  const text = await shown.evaluate(() => document.body.innerText);
  for (const name of ['zod', '@github/keytar', 'preact', 'electron-store', '@zxcvbn-ts/core'])
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+, \\w`, 'm'));
  expect(text).toContain('Permission is hereby granted');
  expect(await shown.evaluate(() => 'tokenManager' in window)).toBe(false);
  await savePictures(shown, 'third-party-licences');
  await button.click();
  expect((await visibleTitles(app.electronApp)).filter((title) => title === 'Third-party licences')).toHaveLength(1);
});
