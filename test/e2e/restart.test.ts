// The app dies or is quit at any moment and is started again: still signed in, without questions, with tokens that the server knows.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fingerprint, savedFingerprint, tokensInKeychain, waitForNewPair } from './support/keychain-entry';
import { headline, signInByForm } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage } from './support/stage';
import { clipboardText } from './support/window-of-app';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

test('after kill -9 it is signed in again without asking, and refreshes', async () => {
  const { simulator, desktop } = stage;
  const first = await stage.start();
  await signInByForm(await first.page(), simulator);
  const saved = await savedFingerprint(desktop);
  await first.kill9();
  expect(await savedFingerprint(desktop)).toEqual(saved);

  const asked = simulator.requests.length;
  const second = await stage.start({ userDataDirectory: first.userDataDirectory });
  const page = await second.page();
  await headline(page, 'Healthy');
  await second.tray.waitForIcon('ring-check-good');
  expect(simulator.requests.length).toBe(asked);
  expect(await page.locator('.account').textContent()).toBe(simulator.account.email);

  await page.getByRole('button', { name: 'Refresh now' }).click();
  await page.locator('.plot .plot-bar').first().waitFor();
  await waitForNewPair(desktop, () => simulator.currentTokens(), saved);
});

test('killed right after a refresh was committed, it starts with the new pair', async () => {
  const { simulator, desktop } = stage;
  const first = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  const page = await first.page();
  await headline(page, 'Healthy');
  const before = await savedFingerprint(desktop);
  await first.tray.click('Refresh now');
  // The pair is in the keychain: from now on nothing may depend on the process.
  await waitForNewPair(desktop, () => simulator.currentTokens(), before);
  await first.kill9();

  const second = await stage.start({ userDataDirectory: first.userDataDirectory });
  await headline(await second.page(), 'Healthy');
  const saved = await tokensInKeychain(desktop);
  expect(fingerprint(saved)).toEqual(fingerprint(simulator.currentTokens()));
  expect(simulator.accepts(saved?.accessToken ?? '')).toBe(true);
});

test('killed in the middle of a refresh that the server never answers, nothing saved is lost', async () => {
  const { simulator, desktop } = stage;
  const first = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  await headline(await first.page(), 'Healthy');
  const before = await savedFingerprint(desktop);
  simulator.switches.fault = { kind: 'silence', calls: ['refresh'] };
  const asked = simulator.requests.length;
  await first.tray.click('Refresh now');
  await expect.poll(() => simulator.requests.length, { timeout: 10_000 }).toBeGreaterThan(asked);
  await first.kill9();
  simulator.switches.fault = undefined;

  const second = await stage.start({ userDataDirectory: first.userDataDirectory });
  await headline(await second.page(), 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(before);
  await second.tray.click('Refresh now');
  await waitForNewPair(desktop, () => simulator.currentTokens(), before);
});

test('quitting clears a copied token from the clipboard, and the next start is signed in', async () => {
  const { simulator, desktop } = stage;
  const first = await stage.start({ userDataDirectory: await signedInBefore(stage) });
  const page = await first.page();
  await headline(page, 'Healthy');
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  const isCopied = (await clipboardText(first.electronApp)) === (await tokensInKeychain(desktop))?.accessToken;
  expect(isCopied).toBe(true);
  // On this desktop the clipboard dies with the app that filled it; with a clipboard manager, only the app's own clearing helps. So that is recorded.
  const note = join(await stage.newFolder(), 'clipboard-at-quit');
  await first.electronApp.evaluate(({ clipboard }, path) => {
    const clear = clipboard.clear.bind(clipboard);
    clipboard.clear = () => {
      const files = process.mainModule?.require('node:fs') as { writeFileSync(path: string, text: string): void };
      files.writeFileSync(path, 'cleared');
      return clear();
    };
  }, note);
  await first.quit();
  expect(await readFile(note, 'utf8')).toBe('cleared');

  const second = await stage.start({ userDataDirectory: first.userDataDirectory });
  await headline(await second.page(), 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));
});
