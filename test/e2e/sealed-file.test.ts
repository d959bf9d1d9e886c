// Tokens in a file sealed with a passphrase: chosen in the window, locked after each start, opened only by the right passphrase;
// and as the alternative where no keychain works. Real Electron, real gnome-keyring, full key derivation cost.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { createSealedFileKeys } from '../../main/adapters/stores/sealed-file-keys';
import { createSealedFileTokenStore } from '../../main/adapters/stores/sealed-file-token-store';
import { Secret } from '../../main/core/base/secret';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { type DesktopSession, openDesktopSession } from '../support/desktop-session';
import { temporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { type AppUnderTest, startApp } from './support/app-under-test';
import { profileFromMain } from './support/calls-from-page';
import { fingerprint, hasKeychainEntry } from './support/keychain-entry';
import { headline, signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { savePictures } from './support/window-of-app';

const PASSPHRASE = 'four words that nobody shares';

/** Fingerprint of the tokens in the file, opened outside the app; the key derivation takes a third of a second. */
async function sealedFingerprint(path: string) {
  const crypto = createNodeCrypto();
  const keys = createSealedFileKeys(crypto);
  await keys.open(path, new Secret(PASSPHRASE));
  const record = await createSealedFileTokenStore({ path, keys, crypto, isExpected: () => true }).load();
  keys.dispose();
  const tokens = record?.tokens;
  return fingerprint(
    tokens && { accessToken: tokens.accessToken.expose(), refreshToken: tokens.refreshToken.expose() },
  );
}

/** Chooses the sealed file by keyboard, starting at the radio button; the dialog was answered before. */
async function sealByKeyboard(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^System keychain/ }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('radio', { name: /^A file sealed/ }).isChecked()).toBe(true);
  await tabTo(page, 'Passphrase');
  await page.keyboard.type(PASSPHRASE);
  await tabTo(page, 'The same passphrase again');
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
}

async function tabTo(page: Page, label: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  for (let presses = 0; presses < 20; presses++) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached "${label}".`);
}

async function openWith(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
}

describe('tokens that are moved into a sealed file', () => {
  let stage: Stage;
  let app: StartedApp;
  let path: string;

  const restart = async (): Promise<Page> => {
    app = await stage.start({ userDataDirectory: app.userDataDirectory });
    const page = await app.page();
    await headline(page, 'Sealed file is locked');
    return page;
  };

  beforeAll(async () => {
    stage = await openStage();
    path = join(await stage.newFolder(), 'axiom-tokens.axiomsealed');
    app = await stage.start();
    await signInByForm(await app.page(), stage.simulator);
  });
  afterAll(() => stage?.dispose());

  test('are only in it, unreadable, and no longer in the keychain; all of it by keyboard', async () => {
    const page = await app.page();
    await answerDialogs(app.electronApp, { save: path, button: 1 });
    await app.tray.click('Move tokens...');
    await page.getByRole('heading', { level: 1, name: 'Move the tokens of main' }).waitFor();
    await sealByKeyboard(page);
    await headline(page, 'Healthy');
    await waitUntil('the keychain entry is gone', async () => !(await hasKeychainEntry(stage.desktop)));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(path, 'latin1');
    expect(bytes.slice(0, 4)).toBe('AXMS');
    expect(bytes).not.toMatch(/eyJ|access_token/);
    expect(await sealedFingerprint(path)).toEqual(fingerprint(stage.simulator.currentTokens()));
  });

  test('are locked after a start, in window and tray; one press leads to the passphrase', async () => {
    await app.quit();
    const page = await restart();
    const { tooltip } = await app.tray.waitForIcon('padlock-attention');
    expect(tooltip).toMatch(/sealed file is locked/i);
    expect(await page.locator('.page').innerText()).toMatch(/untouched/);
    await savePictures(page, 'sealed-locked');
    await page.getByRole('button', { name: 'Enter the passphrase' }).click();
    const field = page.getByLabel('Passphrase', { exact: true });
    await field.waitFor();
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('stay locked after a wrong passphrase, which is reported at the field and changes nothing', async () => {
    const page = await app.page();
    const before = await readFile(path);
    await openWith(page, 'correct horse battery stable');
    const field = page.getByLabel('Passphrase', { exact: true });
    await page.locator('#passphrase-error').waitFor();
    expect(await page.locator('#passphrase-error').innerText()).toBe(
      'This passphrase does not open the file. Check it and try again. Nothing was changed.',
    );
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await savePictures(page, 'sealed-wrong-passphrase');
    expect(await profileFromMain(page)).toMatchObject({ storage: 'locked', token: 'none' });
    expect(Buffer.compare(await readFile(path), before)).toBe(0);
  });

  test('are there again with the right one, and a refresh is sealed without asking again', async () => {
    const page = await app.page();
    await openWith(page, PASSPHRASE);
    await headline(page, 'Healthy');
    const before = fingerprint(stage.simulator.currentTokens());
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await waitUntil('the simulator has a new pair', () => {
      const now = fingerprint(stage.simulator.currentTokens());
      return now !== undefined && now.access !== before?.access;
    });
    await headline(page, 'Healthy');
    await waitUntil('the app says that it is saved', async () => (await profileFromMain(page)).storage === 'saved');
    expect(await sealedFingerprint(path)).toEqual(fingerprint(stage.simulator.currentTokens()));
  });

  test('survive kill -9; the first entry of the tray leads to the passphrase, which is in no file and no log', async () => {
    await app.kill9();
    const page = await restart();
    const { menu } = await app.tray.waitForIcon('padlock-attention');
    expect(menu.find(({ enabled, type }) => enabled && type === 'normal')?.label).toBe('Enter the passphrase...');
    await app.tray.click('Enter the passphrase...');
    await page.getByLabel('Passphrase', { exact: true }).waitFor();
    await openWith(page, PASSPHRASE);
    await headline(page, 'Healthy');
    expect(await sealedFingerprint(path)).toEqual(fingerprint(stage.simulator.currentTokens()));
    await app.quit();
    const files = await readdir(app.userDataDirectory, { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      const text = await readFile(join(file.parentPath, file.name), 'latin1');
      expect([file.name, text.includes(PASSPHRASE)]).toEqual([file.name, false]);
    }
    expect(app.output()).not.toContain(PASSPHRASE);
  });
});

describe('on a desktop without a keychain', () => {
  let desktop: DesktopSession;
  let simulator: AxiomSimulator;
  let app: AppUnderTest | undefined;

  beforeAll(async () => {
    desktop = await openDesktopSession({ display: true, keyring: 'none', trayHost: true });
    simulator = await startAxiomSimulator();
  });
  afterAll(async () => {
    await app?.dispose();
    await simulator?.dispose();
    await desktop?.dispose();
  });

  it('a sign-in is in memory until a sealed file is chosen, and from then on survives a restart', async () => {
    const userDataDirectory = await temporaryFolder();
    const path = join(await temporaryFolder(), 'axiom-tokens.axiomsealed');
    app = await startApp({ desktop, simulator, userDataDirectory });
    let page = await app.page();
    await headline(page, 'No keychain');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    expect(await page.locator('.notice').innerText()).toMatch(/in memory only until you choose where to keep them/);
    await savePictures(page, 'welcome-without-keychain');
    await signInByForm(page, simulator, 'In memory only, not yet in the system keychain');
    await answerDialogs(app.electronApp, { save: path, button: 1 });
    await page.getByRole('button', { name: 'Choose another place' }).click();
    await page.getByRole('heading', { level: 1, name: 'Where to keep tokens' }).waitFor();
    await savePictures(page, 'store-without-keychain');
    await sealByKeyboard(page);
    await headline(page, 'Healthy');
    expect(await sealedFingerprint(path)).toEqual(fingerprint(simulator.currentTokens()));
    await app.quit();

    app = await startApp({ desktop, simulator, userDataDirectory });
    page = await app.page();
    await headline(page, 'Sealed file is locked');
    await page.getByRole('button', { name: 'Enter the passphrase' }).click();
    await openWith(page, PASSPHRASE);
    await headline(page, 'Healthy');
  });
});
