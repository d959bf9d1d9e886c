// Tokens that other programs left: found in the real app by clicks, imported, closed to others, and moved to the desktop's own trash.
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { profileFromMain } from './support/calls-from-page';
import { fingerprint, savedFingerprint } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { savePictures } from './support/window-of-app';

let stage: Stage;
let home: string;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

/** An app of a person whose home folder contains files of other clients. */
async function startAtHome(files: Readonly<Record<string, string>>): Promise<{ app: StartedApp; page: Page }> {
  home = await stage.newFolder();
  for (const [path, text] of Object.entries(files)) {
    const full = join(home, path);
    await mkdir(join(full, '..'), { recursive: true });
    await writeFile(full, text);
    await chmod(full, 0o644);
  }
  const app = await stage.start({ env: { HOME: home, XDG_DATA_HOME: join(home, '.local/share') } });
  const page = await app.page();
  await page.getByRole('button', { name: /^I have tokens/ }).click();
  await page.getByRole('button', { name: 'Find tokens on this computer…' }).click();
  await page.getByRole('button', { name: 'Look in my home folder' }).click();
  return { app, page };
}

const rust = ({ accessToken, refreshToken }: { accessToken: string; refreshToken: string }): string =>
  JSON.stringify({ access_token: accessToken, refresh_token: refreshToken });
const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

test('files that clients left are listed with what is known of them, imported, closed to others, and moved to the trash', async () => {
  const pair = stage.simulator.openSession();
  const { app, page } = await startAtHome({
    'bot/.axiom_tokens.json': rust(pair),
    'bot/.git/HEAD': 'ref: refs/heads/main',
    'other/.env': `DEBUG=1\nAXIOM_ACCESS_TOKEN=${pair.accessToken}\n`,
    '.bash_history': `export AXIOM_ACCESS_TOKEN=${pair.accessToken}\n`,
  });
  const items = page.getByRole('article').or(page.locator('li')).filter({ hasText: '.axiom_tokens.json' });
  await items.first().waitFor();
  const text = await page.locator('main').innerText();
  expect(text).toContain(join(home, 'bot'));
  expect(text).toContain('line 2 (AXIOM_ACCESS_TOKEN)');
  expect(text).not.toContain('.bash_history');
  expect(text).not.toContain(pair.accessToken.slice(0, 20));
  await savePictures(page, 'find-tokens');

  // Both files are readable by others, as clients leave them.
  const closes = page.getByRole('button', { name: /^Make it private/ });
  await closes.first().waitFor();
  const before = await closes.count();
  await closes.first().click();
  await expect.poll(() => closes.count()).toBe(before - 1);

  await page
    .getByRole('button', { name: /^Import/ })
    .first()
    .click();
  await page.locator('.notice').getByText('main is signed in with these tokens.').waitFor();
  expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(pair));
  expect(await isThere(join(home, 'bot/.axiom_tokens.json'))).toBe(true);

  await page.getByRole('button', { name: 'Show the account' }).click();
  await headline(page, 'Healthy');
  await page.getByRole('button', { name: 'Settings' }).first().click();
  await page.getByRole('button', { name: 'Find tokens on this computer…' }).click();
  await page.getByRole('button', { name: 'Look in my home folder' }).click();
  await answerDialogs(app.electronApp, { button: 1 });
  await page.getByRole('button', { name: /^Move to trash/ }).click();
  await expect.poll(() => isThere(join(home, 'bot/.axiom_tokens.json')), { timeout: 20_000 }).toBe(false);
  expect((await dialogsSeen(app.electronApp)).join('')).toContain('main keeps these tokens here.');
  expect(await readFile(join(home, '.local/share/Trash/files/.axiom_tokens.json'), 'utf8')).toBe(rust(pair));
  expect(await profileFromMain(page)).toMatchObject({ headline: { kind: 'good' } });
  expect(await isThere(join(home, 'other/.env'))).toBe(true);
});

test('without a trash this is reported, and the file stays', async () => {
  const { app, page } = await startAtHome({ '.axiom_tokens.json': rust(stage.simulator.openSession()) });
  await page.getByRole('button', { name: /^Move to trash/ }).waitFor();
  // Something else is in the place of the trash.
  await mkdir(join(home, '.local/share'), { recursive: true });
  await writeFile(join(home, '.local/share/Trash'), '');
  await answerDialogs(app.electronApp, { button: 1 });
  await page.getByRole('button', { name: /^Move to trash/ }).click();
  await page.getByText('could not be moved to the trash').waitFor();
  expect(await isThere(join(home, '.axiom_tokens.json'))).toBe(true);
});
