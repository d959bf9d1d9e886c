// Another keychain answers than the one with the tokens: the app names both, changes nothing, continues automatically when the right one is
// back, and moves to the new one only when a person says so. Real Electron, two real Secret Services.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOtherKeyring } from '../support/other-keyring';
import { profileFromMain } from './support/calls-from-page';
import { fingerprint, hasKeychainEntry, waitForTokensInKeychain } from './support/keychain-entry';
import { entryMark } from './support/keychain-raw-entry';
import { headline } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { savePictures } from './support/window-of-app';

let stage: Stage;
let app: StartedApp;
let stopOther: (() => Promise<void>) | undefined;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stopOther?.();
  await stage?.dispose();
});

test('at a start nothing is shown as signed out, and all works again automatically once the former one is back', async () => {
  const userDataDirectory = await signedInBefore(stage);
  const saved = await entryMark(stage.desktop);
  stopOther = await startOtherKeyring(stage.desktop, 'keepassxc');
  app = await stage.start({ userDataDirectory });
  const page = await app.page();
  await headline(page, 'Another keychain answers');
  const words = await page.locator('.page').innerText();
  expect(words).toContain('kept by GNOME Keyring, but KeePassXC answers');
  expect(words).toContain('Your tokens are untouched');
  await app.tray.waitForIcon('padlock-attention');
  await savePictures(page, 'other-keychain');
  await stopOther();
  await stage.keyring.restart({ unlocked: true });
  await headline(page, 'Healthy', 60_000);
  expect(await entryMark(stage.desktop)).toBe(saved);
});

test('during a run a refresh is not written to it; a press moves the tokens there, and they are there after a restart', async () => {
  const page = await app.page();
  const before = fingerprint(stage.simulator.currentTokens());
  stopOther = await startOtherKeyring(stage.desktop, 'keepassxc');
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await headline(page, 'In memory only, not yet in the system keychain');
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
  await page.getByRole('button', { name: 'Choose where to keep tokens' }).click();
  await page.getByRole('button', { name: 'Use the keychain that answers now' }).click();
  await headline(page, 'Healthy');
  await waitForTokensInKeychain(stage.desktop, () => stage.simulator.currentTokens());
  expect(fingerprint(stage.simulator.currentTokens())?.refresh).not.toBe(before?.refresh);
  await app.quit();
  app = await stage.start({ userDataDirectory: app.userDataDirectory });
  const again = await app.page();
  await headline(again, 'Healthy');
  expect(await profileFromMain(again)).toMatchObject({ storage: 'saved', place: { kind: 'keychain' } });
});
