// Quitting waits for tokens that would be lost, asks if that does not help, stays if the person says so, and otherwise ends in any case.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { waitUntil } from '../support/wait-until';
import { electronExecutable } from './support/app-under-test';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { signInByPaste } from './support/calls-from-page';
import { fingerprint, savedFingerprint, waitForTokensInKeychain } from './support/keychain-entry';
import { followTimers, speedUpTime, passSecondsUntil } from './support/pass-time';
import { processesOf } from './support/processes-of';
import { headline } from './support/sign-in-by-form';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { closeWindow, visibleTitles } from './support/window-of-app';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

async function signedIn(): Promise<StartedApp> {
  const app = await stage.start();
  await followTimers(app);
  await signInByPaste(await app.page(), stage.simulator);
  await headline(await app.page(), 'Healthy');
  return app;
}

/** Puts a pair into memory that the keychain has not taken. */
async function withUnsavedTokens(): Promise<StartedApp> {
  const app = await signedIn();
  await stage.keyring.lock();
  await (await app.page()).getByRole('button', { name: 'Refresh now' }).click();
  await headline(await app.page(), 'In memory only, not yet in the system keychain');
  return app;
}

const askToQuit = (app: StartedApp) => app.electronApp.evaluate(({ app: electron }) => electron.quit());

test('while a refresh is on its way it waits, saves and ends, and the next start has the new pair', async () => {
  const { simulator, desktop } = stage;
  const first = await signedIn();
  const before = await savedFingerprint(desktop);
  await answerDialogs(first.electronApp, { button: 1 });
  const asked = simulator.refreshesAsked;
  simulator.switches.latencyMs = 2_000;
  await first.tray.click('Refresh now');
  await waitUntil('the refresh is on its way', () => simulator.refreshesAsked === asked + 1);
  await first.quit();
  const saved = await savedFingerprint(desktop);
  expect(saved).not.toEqual(before);
  expect(saved).toEqual(fingerprint(simulator.currentTokens()));

  simulator.switches.latencyMs = 0;
  const second = await stage.start({ userDataDirectory: first.userDataDirectory });
  await headline(await second.page(), 'Healthy');
  expect(simulator.refreshesAsked).toBe(asked + 1);
  expect(await savedFingerprint(desktop)).toEqual(saved);
});

test('with tokens that cannot be saved it asks; "Stay" keeps window and tokens, and once they are saved it quits without a question', async () => {
  const { simulator, desktop } = stage;
  const app = await withUnsavedTokens();
  await answerDialogs(app.electronApp, { button: 0 });
  await askToQuit(app);
  await expect.poll(() => dialogsSeen(app.electronApp), { timeout: 20_000 }).toHaveLength(1);
  expect(JSON.parse((await dialogsSeen(app.electronApp))[0] ?? '')).toMatchObject({
    message: 'Quit before the new sign-in of main is saved?',
    defaultId: 0,
    isOfWindow: true,
  });
  expect(await visibleTitles(app.electronApp)).toHaveLength(1);
  await headline(await app.page(), 'In memory only, not yet in the system keychain');

  const newest = simulator.currentTokens();
  await stage.keyring.unlock();
  await waitForTokensInKeychain(desktop, () => newest);
  await headline(await app.page(), 'Healthy');
  expect(await dialogsSeen(app.electronApp)).toHaveLength(1);
  await app.quit();
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(newest));
});

test('with the tray switched off in the settings, closing the window is a quit: it asks, and "Stay" keeps the window', async () => {
  const { desktop } = stage;
  const app = await withUnsavedTokens();
  const page = await app.page();
  await page.getByRole('button', { name: 'Settings' }).click();
  const stays = page.getByRole('checkbox', { name: /^Keep running in the tray when the window is closed/ });
  await stays.click();
  await expect.poll(() => stays.isChecked()).toBe(false);
  await answerDialogs(app.electronApp, { button: 0 });
  await closeWindow(app.electronApp, 'app://');
  await expect.poll(() => dialogsSeen(app.electronApp), { timeout: 20_000 }).toHaveLength(1);
  expect((await dialogsSeen(app.electronApp))[0]).toContain('Quit before the new sign-in of main is saved?');
  expect(await visibleTitles(app.electronApp)).toHaveLength(1);

  const newest = stage.simulator.currentTokens();
  await stage.keyring.unlock();
  await waitForTokensInKeychain(desktop, () => newest);
  const ended = app.electronApp.waitForEvent('close', { timeout: 20_000 });
  await closeWindow(app.electronApp, 'app://').catch(() => undefined);
  await ended;
  const executable = await electronExecutable();
  await waitUntil(
    'no process is left',
    async () => (await processesOf(app.userDataDirectory, executable)).length === 0,
  );
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(newest));
});

test('with a keychain that hangs it asks, and the answer to quit ends it', async () => {
  const app = await signedIn();
  await answerDialogs(app.electronApp, { button: 0 });
  stage.keyring.freeze();
  const page = await app.page();
  const asked = stage.simulator.refreshesAsked;
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await passSecondsUntil(app, 'the place is not waited for', () => stage.simulator.refreshesAsked > asked);
  const unsaved = page.locator('.page .chip').filter({ hasText: 'In memory only, not yet in the system keychain' });
  await passSecondsUntil(app, 'it says that the pair is not saved', () => unsaved.isVisible());
  await askToQuit(app);
  await passSecondsUntil(app, 'it asks', async () => (await dialogsSeen(app.electronApp)).length === 1);
  await answerDialogs(app.electronApp, { button: 1 });
  await speedUpTime(app);
  await expect(app.quit()).resolves.toBeUndefined();
});

test('while the computer is shut down it asks nothing and ends', async () => {
  const app = await withUnsavedTokens();
  await app.electronApp.evaluate(({ powerMonitor, dialog }) => {
    powerMonitor.emit('shutdown');
    dialog.showMessageBox = () => new Promise(() => undefined);
  });
  await speedUpTime(app);
  await expect(app.quit()).resolves.toBeUndefined();
});

test('a call to a dead disk that never returns does not stop it from quitting', async () => {
  const app = await signedIn();
  // Opening a pipe without a writer blocks a thread like a dead disk.
  const pipe = join(await stage.newFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  await app.electronApp.evaluate((_electron, path) => {
    const files = process.mainModule?.require('node:fs') as { open(path: string, done: () => void): void };
    files.open(path, () => undefined);
  }, pipe);
  await expect(app.quit()).resolves.toBeUndefined();
  const executable = await electronExecutable();
  await waitUntil(
    'no process is left',
    async () => (await processesOf(app.userDataDirectory, executable)).length === 0,
  );
});
