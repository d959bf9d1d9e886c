// Signing in by e-mail, password and code: the resulting state of window, keychain and tray, and "Refresh now" in the tray.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import {
  fingerprint,
  hasKeychainEntry,
  savedFingerprint,
  tokensInKeychain,
  waitForNewPair,
} from './support/keychain-entry';
import { headline, signInByForm } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { savePictures, windowTitles } from './support/window-of-app';

let stage: Stage;
let app: StartedApp;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
});
afterAll(() => stage?.dispose());

test('a first start shows the four ways to sign in and a tray that says signed out', async () => {
  const page = await app.page();
  await page.getByRole('heading', { level: 1, name: 'Stay signed in to Axiom' }).waitFor();
  const ways = await page.locator('.way-title').allTextContents();
  expect(ways).toEqual([
    'Sign in with a browser window',
    'Sign in with e-mail and password',
    'I have tokens',
    'Try the demo account',
  ]);
  const tray = await app.tray.waitForIcon('ring-dashed-idle');
  expect(tray.tooltip).toMatch(/signed out.*Simulator/);
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
});

test('signing in by form makes the dashboard healthy and puts the server’s current tokens into the keychain', async () => {
  const page = await app.page();
  await signInByForm(page, stage.simulator);
  expect(await savedFingerprint(stage.desktop)).toEqual(fingerprint(stage.simulator.currentTokens()));
  expect(await page.getByRole('img', { name: /^access token: 1[45] min/ }).count()).toBe(1);
  expect(await page.locator('.facts').textContent()).toMatch(/Sign-in valid until.*(29|30)\s(d|days)/);
});

test('title, badge and tray mark the simulator, and the tray shows the countdown', async () => {
  const page = await app.page();
  expect(await windowTitles(app.electronApp)).toEqual([expect.stringContaining('Simulator')]);
  expect(await page.locator('.badge').allTextContents()).toEqual(['Simulator']);
  const tray = await app.tray.waitForIcon('ring-check-good');
  expect(tray.tooltip).toMatch(/^main: healthy, expires in 1[45] min — Simulator$/);
  expect(tray.menu.filter(({ type }) => type === 'normal').map(({ label }) => label)).toEqual([
    expect.stringMatching(/^main: Healthy, expires in 1[45] min — Simulator$/),
    'Refresh now',
    'Copy access token',
    'Open Axiom Token Manager',
    'Pause all',
    'Sign in...',
    'Sign out',
    'Add an account...',
    'Back up...',
    'Restore...',
    'Move tokens...',
    'Clear tokens...',
    'Programs...',
    'Settings...',
    'Quit',
  ]);
  expect(tray.menu.filter(({ type }) => type === 'normal').map(({ enabled }) => enabled)).toEqual([
    false,
    ...Array.from({ length: 14 }, () => true),
  ]);
});

test('"Refresh now" in the tray puts a new pair into the keychain with one request', async () => {
  const { simulator, desktop } = stage;
  const before = await tokensInKeychain(desktop);
  if (!before) throw new Error('Nobody is signed in.');
  const asked = simulator.refreshesAsked;
  const granted = simulator.refreshCount;
  simulator.switches.latencyMs = 300;
  await app.tray.click('Refresh now');
  await waitUntil('the refresh has reached the server', () => simulator.refreshesAsked > asked);
  // A second click during the first refresh joins it: the menu entry is disabled then, so the window's button is used.
  const page = await app.page();
  await page.evaluate(() =>
    (window as unknown as { tokenManager: { refreshNow(request: object): Promise<unknown> } }).tokenManager.refreshNow({
      profileId: 'default',
    }),
  );
  // It was answered together with the single request, not before.
  expect(simulator.refreshCount).toBe(granted + 1);
  simulator.switches.latencyMs = 0;
  await waitForNewPair(desktop, () => simulator.currentTokens(), fingerprint(before));
  expect(simulator.refreshesAsked - asked).toBe(1);
  await headline(page, 'Healthy');
  await page.locator('.plot .plot-bar').waitFor();
  await savePictures(page, 'dashboard-healthy');

  // Last, because a server that sees a used refresh token again ends the whole session.
  const again = await fetch(`${simulator.origin}/refresh-access-token`, {
    method: 'POST',
    headers: { cookie: `auth-refresh-token=${before.refreshToken}` },
  });
  expect(again.status).toBe(401);
});
