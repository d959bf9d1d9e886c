// The two ways by which a person takes a token out of the app: a copy in the clipboard for some seconds, and revealing it while a button is held.
import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RendererApi } from '../../preload/contract/schemas';
import { waitUntil } from '../support/wait-until';
import { tokensInKeychain } from './support/keychain-entry';
import { followTimers, passSecondsUntil, passTime } from './support/pass-time';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { clipboardText, savePictures } from './support/window-of-app';

const run = promisify(execFile);
/** The shortest time that can be set. */
const CLEARS_AFTER_MS = 5_000;

let stage: Stage;
let app: StartedApp;
let page: Page;
let accessToken: string;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  await followTimers(app);
  page = await app.page();
  await headline(page, 'Healthy');
  accessToken = (await tokensInKeychain(stage.desktop))?.accessToken ?? '';
  const outcome = await page.evaluate(
    (seconds) =>
      (window as unknown as { tokenManager: RendererApi }).tokenManager.changePreferences({
        clearClipboardAfterSeconds: seconds,
      }),
    CLEARS_AFTER_MS / 1000,
  );
  if (!outcome.ok) throw new Error(outcome.failure.message);
});
/** What another program gets by paste (`clipboard`) or middle click (`primary`). */
async function pasted(selection: 'clipboard' | 'primary'): Promise<string> {
  const env = { ...process.env, ...stage.desktop.env };
  // xclip ends with code 1 when the clipboard is empty.
  return await run('xclip', ['-o', '-selection', selection], { env }).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

beforeEach(() => app.electronApp.evaluate(({ clipboard }) => clipboard.writeText('mine')));
afterAll(() => stage?.dispose());

test('a copied token is the one in the keychain, and is cleared from the clipboard after the set time', async () => {
  const startedMs = performance.now();
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  expect((await clipboardText(app.electronApp)) === accessToken).toBe(true);
  await waitUntil('the clipboard is cleared', async () => (await clipboardText(app.electronApp)) === '');
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(CLEARS_AFTER_MS);
});

test('a second program can paste it only until then, also by a middle click', async () => {
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  expect((await pasted('clipboard')) === accessToken).toBe(true);
  await passTime(app, CLEARS_AFTER_MS);
  await waitUntil('neither gives anything', async () =>
    (await Promise.all([pasted('clipboard'), pasted('primary')])).every((text) => text === ''),
  );
});

test('what somebody has selected elsewhere since stays there', async () => {
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  const select = 'printf "selected elsewhere" | xclip -i -selection primary >/dev/null 2>&1';
  await run('sh', ['-c', select], { env: { ...process.env, ...stage.desktop.env } });
  await passTime(app, CLEARS_AFTER_MS);
  await waitUntil('the clipboard is cleared', async () => (await pasted('clipboard')) === '');
  expect(await pasted('primary')).toBe('selected elsewhere');
});

test('a clipboard manager that restores it does not keep it there', async () => {
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  const restore =
    'while :; do [ -n "$(xclip -o -selection clipboard 2>/dev/null)" ] || { printf %s "$KEPT" | xclip -i -selection clipboard; printf x >> "$BACK"; }; sleep 0.1; done >/dev/null 2>&1';
  const back = join(stage.desktop.dir, 'back');
  const manager = spawn('sh', ['-c', restore], {
    env: { ...process.env, ...stage.desktop.env, KEPT: accessToken, BACK: back },
    stdio: 'ignore',
  });
  try {
    // Cleared, checked after a second, and after nine more; otherwise the clipboard manager would not have done anything.
    for (const [looks, waitMs] of [CLEARS_AFTER_MS, 1_000].entries()) {
      await passTime(app, waitMs);
      await waitUntil('it was put back', async () => (await readFile(back, 'utf8').catch(() => '')).length > looks);
    }
    await passSecondsUntil(
      app,
      'another text is there',
      async () => (await pasted('clipboard')) === '(the access token was removed from the clipboard)',
    );
    expect((await readFile(back, 'utf8')).length).toBeGreaterThan(1);
  } finally {
    manager.kill('SIGKILL');
  }
});

test('a script in the page cannot paste it; a person can', async () => {
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  const seen = await page.evaluate(async () => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.id = 'pasted';
    field.focus();
    const isDone = document.execCommand('paste');
    const read = await navigator.clipboard.readText().then(
      () => 'read',
      () => 'refused',
    );
    return [isDone, field.value.length, read];
  });
  expect(seen).toEqual([false, 0, 'refused']);
  const field = page.locator('#pasted');
  await field.press('Control+V');
  expect((await field.inputValue()) === accessToken).toBe(true);
  await field.evaluate((element) => element.remove());
});

test('copied from the tray it is the same token, and what somebody copies afterwards stays when ours is cleared', async () => {
  await app.tray.click('Copy access token');
  await waitUntil('the token is on the clipboard', async () => (await clipboardText(app.electronApp)) === accessToken);
  await app.electronApp.evaluate(({ clipboard }) => clipboard.writeText('copied later'));
  // Clears it at once, like the end of the time.
  await app.tray.click('Pause all');
  await app.tray.waitForIcon('ring-bars-idle');
  await waitUntil(
    'the pause is complete',
    async () => (await page.locator('.activity').textContent())?.includes('Everything paused') === true,
  );
  expect(await clipboardText(app.electronApp)).toBe('copied later');
  await app.tray.click('Resume');
  await page.getByRole('button', { name: 'Copy access token' }).waitFor();
});

test('"Hold to reveal" shows exactly the access token while it is held, by mouse and by key, and is noted in the activity', async () => {
  const button = page.getByRole('button', { name: 'Hold to reveal' });
  const shown = page.locator('code.token');
  expect(await shown.count()).toBe(0);
  await button.hover();
  await page.mouse.down();
  await shown.waitFor();
  expect((await shown.textContent()) === accessToken).toBe(true);
  await page.mouse.up();
  await shown.waitFor({ state: 'detached' });

  await button.focus();
  await page.keyboard.down('Space');
  await shown.waitFor();
  await page.keyboard.up('Space');
  await shown.waitFor({ state: 'detached' });
  expect(await page.locator('.activity').textContent()).toContain('Access token shown in the window');
  const refreshToken = (await tokensInKeychain(stage.desktop))?.refreshToken ?? 'none';
  const isInPage = (await page.content()).includes(refreshToken) || (await page.content()).includes(accessToken);
  expect(isInPage).toBe(false);
  await savePictures(page, 'dashboard-activity');
});
