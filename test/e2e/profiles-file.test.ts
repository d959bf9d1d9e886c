// Starts with a list of accounts that this version understands only partly, or cannot read: understood accounts are signed in and refreshed, the rest
// is shown in the window and stays in the file unchanged.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { savedFingerprint, waitForNewPair } from './support/keychain-entry';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage } from './support/stage';
import { savePictures } from './support/window-of-app';

interface ProfilesFile {
  readonly version: number;
  readonly profiles: readonly unknown[];
}

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

const VAULT = {
  id: 'hardware-key',
  name: 'Hardware key',
  store: { kind: 'vault', slot: 2 },
  hasTokens: true,
  more: [1],
};
/** A truncated entry. */
const CUT = { id: 'bot', store: { kind: 'keychain' } };

/** The data folder of an earlier run, and its list. */
async function readEarlierRun(): Promise<{ folder: string; path: string; list: ProfilesFile }> {
  const folder = await signedInBefore(stage);
  const path = join(folder, 'profiles.json');
  const list = JSON.parse(await readFile(path, 'utf8')) as ProfilesFile;
  return { folder, path, list };
}

async function refreshedByHand(page: Page): Promise<void> {
  const before = await savedFingerprint(stage.desktop);
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await waitForNewPair(stage.desktop, () => stage.simulator.currentTokens(), before);
  await headline(page, 'Healthy');
}

const listed = (page: Page) => page.locator('.profiles li').allInnerTexts();

test('entries of a newer version and damaged ones are shown beside the account that works, and are kept when the list changes', async () => {
  const { folder, path, list } = await readEarlierRun();
  const [main] = list.profiles;
  await writeFile(path, JSON.stringify({ ...list, sorted: 'by-name', profiles: [VAULT, main, null, CUT] }));

  const app = await stage.start({ userDataDirectory: folder });
  const page = await app.page();
  await headline(page, 'Healthy');
  expect((await listed(page)).slice(1)).toEqual([
    'Hardware key\nmade by a newer version',
    'Without a name\nthis entry cannot be read',
    'bot\nthis entry cannot be read',
  ]);
  await savePictures(page, 'accounts-not-understood');
  await refreshedByHand(page);
  await answerDialogs(app.electronApp, { button: 1 });
  await page.getByRole('button', { name: 'Sign out…' }).click();
  await headline(page, 'Signed out');
  const read = async () => JSON.parse(await readFile(path, 'utf8')) as ProfilesFile;
  await waitUntil(
    'the sign-out is in the list',
    async () => !JSON.stringify((await read()).profiles[1]).includes('"hasTokens":true'),
  );
  expect(await read()).toEqual({
    ...list,
    sorted: 'by-name',
    profiles: [VAULT, expect.objectContaining({ id: 'default', hasTokens: false }), null, CUT],
  });
});

test('a list of a later version is used and left alone, and the window says so', async () => {
  const { folder, path, list } = await readEarlierRun();
  const text = JSON.stringify({ ...list, version: 99, profiles: [...list.profiles, VAULT], added: {} });
  await writeFile(path, text);

  const app = await stage.start({ userDataDirectory: folder });
  const page = await app.page();
  await headline(page, 'Healthy');
  await page.getByText(`The list of accounts in ${path} was written by a newer version of the app.`).waitFor();
  expect((await listed(page)).slice(1)).toEqual(['Hardware key\nmade by a newer version']);
  await savePictures(page, 'accounts-of-a-later-version');
  await refreshedByHand(page);
  expect(await readFile(path, 'utf8')).toBe(text);
});

test('a list that cannot be read does not prevent the first account from having its tokens', async () => {
  const { folder, path } = await readEarlierRun();
  await rename(path, `${path}-away`);
  await mkdir(path);

  const app = await stage.start({ userDataDirectory: folder });
  const page = await app.page();
  await headline(page, 'Healthy');
  await page.getByText('The list of accounts is not known, so only the first one is shown.').waitFor();
  expect(await listed(page)).toEqual([expect.stringMatching(/^main\n/)]);
  await savePictures(page, 'accounts-not-readable');
});
