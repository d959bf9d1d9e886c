// No keychain, at the start or later: state and choice are shown, signing in works without one, and a keychain that comes back is
// used again without a question. Real Electron, real gnome-keyring.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { type DesktopSession, openDesktopSession } from '../support/desktop-session';
import { temporaryFolder } from '../support/temporary-folder';
import { answerDialogs } from './support/answer-dialogs';
import { type AppUnderTest, startApp } from './support/app-under-test';
import { callFromPage, longestRoundTripMs, profileFromMain, signInByPaste } from './support/calls-from-page';
import { fingerprint, waitForTokensInKeychain } from './support/keychain-entry';
import { headline, signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage } from './support/stage';

const FREEZE_MS = 2_000;

/** Opens Settings from the dashboard and moves the tokens of `main` to the place. */
async function chooseInSettings(page: Page, place: RegExp, press: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Move tokens of main…' }).click();
  await page.getByRole('radio', { name: place }).check();
  await page.getByRole('button', { name: press }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
}

describe('on a desktop without a keychain', () => {
  let desktop: DesktopSession;
  let simulator: AxiomSimulator;
  let app: AppUnderTest | undefined;

  beforeAll(async () => {
    desktop = await openDesktopSession({ display: true, keyring: 'none', trayHost: true });
    simulator = await startAxiomSimulator();
  });
  afterEach(() => app?.dispose());
  afterAll(async () => {
    await simulator?.dispose();
    await desktop?.dispose();
  });

  async function start(userDataDirectory: string, env: Record<string, string> = {}): Promise<Page> {
    app = await startApp({ desktop, simulator, userDataDirectory, env });
    return app.page();
  }

  it('says so, and with "This run only" a sign-in works until the end of the run', async () => {
    const folder = await temporaryFolder();
    const page = await start(folder);
    await headline(page, 'No keychain');
    expect(await page.getByRole('button', { name: 'Choose where to keep tokens' }).isEnabled()).toBe(true);
    expect(await page.locator('.page').innerText()).toMatch(/No keychain is running on this desktop/);
    await app?.tray.waitForIcon('padlock-attention');
    if (app) await answerDialogs(app.electronApp, { button: 1 });
    await chooseInSettings(page, /This run only/, /^Keep tokens there$/);
    await app?.tray.click('Sign in...');
    await signInByForm(page, simulator);
    expect(await profileFromMain(page)).toMatchObject({ place: { kind: 'memory' }, storePlace: 'This run only' });
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await headline(page, 'Healthy');
    await app?.quit();
    const again = await start(folder);
    await again.getByRole('button', { name: 'Sign in with e-mail and password' }).waitFor();
    expect(await profileFromMain(again)).toMatchObject({ headline: { kind: 'none' } });
  });

  it('keeps a sign-in in a file that the person chooses, also over a restart', async () => {
    const folder = await temporaryFolder();
    const place = join(await temporaryFolder(), 'tokens.json');
    const page = await start(folder);
    await headline(page, 'No keychain');
    if (app) await answerDialogs(app.electronApp, { save: place, button: 1 });
    await chooseInSettings(page, /^A file…/, /^Choose the file/);
    await app?.tray.click('Sign in...');
    await signInByForm(page, simulator);
    const kept = JSON.parse(await readFile(place, 'utf8')) as { access_token: string; refresh_token: string };
    const saved = fingerprint({ accessToken: kept.access_token, refreshToken: kept.refresh_token });
    expect(saved).toEqual(fingerprint(simulator.currentTokens()));
    expect((await stat(place)).mode & 0o777).toBe(0o600);
    await app?.quit();
    await headline(await start(folder), 'Healthy');
  });

  it('without a session bus it starts, says so, and does not freeze', async () => {
    const page = await start(await temporaryFolder(), {
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(desktop.dir, 'no-such-bus')}`,
    });
    await headline(page, 'No keychain');
    expect(await page.locator('.page').innerText()).toMatch(/The desktop session cannot be reached/);
    expect(await longestRoundTripMs(page)).toBeLessThan(FREEZE_MS);
    const retry = await callFromPage(page, 'retryStorage', { profileId: 'default' });
    expect(retry).toMatchObject({ ok: false, failure: { code: 'STORAGE_UNAVAILABLE' } });
    if (app) await answerDialogs(app.electronApp, { button: 1 });
    expect(await callFromPage(page, 'chooseStorage', { profileId: 'default', kind: 'memory' })).toEqual({ ok: true });
    await signInByPaste(page, simulator);
  });
});

describe('a keychain that dies while the app runs', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.dispose());

  it('is used again automatically once it is back, with the newest tokens', async () => {
    const { keyring } = stage;
    const app = await stage.start();
    const page = await app.page();
    await signInByPaste(page, stage.simulator);
    const before = fingerprint(stage.simulator.currentTokens());
    await keyring.kill();
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await headline(page, 'In memory only, not yet in the system keychain');
    expect(fingerprint(stage.simulator.currentTokens())?.refresh).not.toBe(before?.refresh);
    expect(await longestRoundTripMs(page)).toBeLessThan(FREEZE_MS);
    await keyring.restart();
    await headline(page, 'Healthy', 30_000);
    await waitForTokensInKeychain(stage.desktop, () => stage.simulator.currentTokens());
  });
});
