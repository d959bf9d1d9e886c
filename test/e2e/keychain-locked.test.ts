// The keychain is locked, at the start or while the app runs: the state and the choice are shown, the app never freezes, no prompt comes
// unasked, and after unlocking everything goes on where it was. Real gnome-keyring, its real prompt, the real Electron.
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from 'vitest';
import { answerDialogs } from './support/answer-dialogs';
import { callFromPage, longestRoundTripMs, profileFromMain, signInByPaste } from './support/calls-from-page';
import { fingerprint, savedFingerprint, tokensInKeychain, waitForTokensInKeychain } from './support/keychain-entry';
import { entryMark } from './support/keychain-raw-entry';
import { type KeyringPrompt, openKeyringPrompt } from './support/keyring-prompt';
import { headline, signInByForm } from './support/sign-in-by-form';
import { signedInBefore } from './support/signed-in-before';
import { openStage, type Stage, type StartedApp } from './support/stage';

/** A main process that waits for a stopped or locked keychain hangs for 25 s or more; a busy machine stays below this limit. */
const FREEZE_MS = 2_000;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.reset());
afterAll(() => stage?.dispose());

/** Signs in by the form and quits. Returns the data folder. */
async function signInAndQuit(): Promise<string> {
  const app = await stage.start();
  await signInByForm(await app.page(), stage.simulator);
  await app.quit();
  return app.userDataDirectory;
}

/** Locks the keychain after an earlier run, and starts. */
async function startLocked(earlierRun = signedInBefore): Promise<{ app: StartedApp; saved: string }> {
  const userDataDirectory = await earlierRun(stage);
  const saved = await entryMark(stage.desktop);
  if (saved === undefined) throw new Error('nothing was saved');
  await stage.keyring.lock();
  const app = await stage.start({ userDataDirectory });
  await headline(await app.page(), 'Keychain is locked');
  return { app, saved };
}

async function openPrompt(): Promise<KeyringPrompt> {
  const prompt = await openKeyringPrompt(stage.desktop);
  onTestFinished(() => prompt.dispose());
  return prompt;
}

it('says at the start that the keychain is locked, offers the choice, and continues automatically once it is unlocked', async () => {
  const prompt = await openPrompt();
  const { app, saved } = await startLocked(signInAndQuit);
  const page = await app.page();
  expect(await page.getByRole('button', { name: 'Unlock and retry' }).isEnabled()).toBe(true);
  expect(await page.locator('.page').innerText()).toMatch(/untouched/);
  const { icon, tooltip } = await app.tray.waitForIcon('padlock-attention');
  expect([icon, tooltip]).toEqual(['padlock-attention', expect.stringMatching(/keychain is locked/i)]);

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Move tokens of main…' }).click();
  for (const place of [/^System keychain/, /^A file sealed/, /^A file…/, /^This run only/]) {
    expect(await page.getByRole('radio', { name: place }).isEnabled()).toBe(true);
  }

  // The app has tried in the background several times by now, without a password prompt.
  expect(await prompt.isShown()).toBe(false);
  expect(await stage.keyring.isLocked()).toBe(true);
  await stage.keyring.unlock();
  await page.getByRole('button', { name: /^main/ }).click();
  await headline(page, 'Healthy');
  expect(await entryMark(stage.desktop)).toBe(saved);
  expect(stage.simulator.accepts(String((await tokensInKeychain(stage.desktop))?.accessToken))).toBe(true);
});

it('"Unlock and retry" raises the system prompt, waits for it without freezing, and brings the tokens back', async () => {
  const { app, saved } = await startLocked();
  const page = await app.page();
  const prompt = await openPrompt();
  await page.getByRole('button', { name: 'Unlock and retry' }).click();
  await prompt.waitForIt();
  expect(await longestRoundTripMs(page)).toBeLessThan(FREEZE_MS);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Where tokens are kept' }).waitFor({ timeout: FREEZE_MS });
  await app.tray.click('Open Axiom Token Manager');
  await page.getByRole('button', { name: /^main/ }).click();
  await prompt.typePassword();
  await headline(page, 'Healthy');
  expect(await entryMark(stage.desktop)).toBe(saved);
});

it('a prompt that is cancelled changes nothing and says what to do; the first entry of the tray raises it again', async () => {
  const { app, saved } = await startLocked();
  const page = await app.page();
  const prompt = await openPrompt();
  const outcome = callFromPage(page, 'retryStorage', { profileId: 'default' });
  await prompt.waitForIt();
  await prompt.cancel();
  expect(await outcome).toMatchObject({ ok: false, failure: { code: 'STORAGE_LOCKED' } });
  await headline(page, 'Keychain is locked');

  const { menu } = await app.tray.waitForIcon('padlock-attention');
  expect(menu.find(({ enabled, type }) => enabled && type === 'normal')?.label).toBe('Unlock and retry');
  await app.tray.click('Unlock and retry');
  await prompt.waitForIt();
  await prompt.typePassword();
  await headline(page, 'Healthy');
  expect(await entryMark(stage.desktop)).toBe(saved);
});

it('"Unlock and retry" on a desktop that cannot ask for a password ends with a message', async () => {
  const { app, saved } = await startLocked();
  const outcome = await callFromPage(await app.page(), 'retryStorage', { profileId: 'default' });
  expect(outcome).toMatchObject({
    ok: false,
    failure: { code: 'STORAGE_LOCKED', remedy: expect.stringMatching(/\w/) },
  });
  await stage.keyring.unlock();
  expect(await entryMark(stage.desktop)).toBe(saved);
});

it('"This run only" leaves the locked entry alone, and choosing the keychain again finds it', async () => {
  const { app, saved } = await startLocked();
  const page = await app.page();
  await answerDialogs(app.electronApp, { button: 1 });
  expect(await callFromPage(page, 'chooseStorage', { profileId: 'default', kind: 'memory' })).toEqual({ ok: true });
  expect(await profileFromMain(page)).toMatchObject({ place: { kind: 'memory' }, headline: { kind: 'none' } });
  await app.quit();
  await stage.keyring.unlock();
  expect(await entryMark(stage.desktop)).toBe(saved);

  const again = await stage.start({ userDataDirectory: app.userDataDirectory });
  const pageAgain = await again.page();
  await callFromPage(pageAgain, 'chooseStorage', { profileId: 'default', kind: 'keychain' });
  await again.quit();
  const third = await stage.start({ userDataDirectory: app.userDataDirectory });
  await headline(await third.page(), 'Healthy');
  expect(await entryMark(stage.desktop)).toBe(saved);
});

it('a keychain that hangs at the start never freezes the app: main answers, the window is drawn, the tray works', async () => {
  const userDataDirectory = await signedInBefore(stage);
  const saved = await entryMark(stage.desktop);
  stage.keyring.freeze();
  onTestFinished(() => stage.keyring.thaw());
  const app = await stage.start({ userDataDirectory });
  const page = await app.page();
  expect(await longestRoundTripMs(page)).toBeLessThan(FREEZE_MS);
  await headline(page, 'No keychain');
  expect(await longestRoundTripMs(page)).toBeLessThan(FREEZE_MS);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Where tokens are kept' }).waitFor({ timeout: FREEZE_MS });
  await app.tray.waitForIcon('padlock-attention');
  stage.keyring.thaw();
  await page.getByRole('button', { name: /^main/ }).click();
  await headline(page, 'Healthy', 30_000);
  expect(await entryMark(stage.desktop)).toBe(saved);
});

it('locked while running, it goes on refreshing, says that nothing is saved, and saves the newest tokens after unlocking', async () => {
  const app = await stage.start();
  const page = await app.page();
  await signInByPaste(page, stage.simulator);
  const before = await savedFingerprint(stage.desktop);
  await stage.keyring.lock();
  await page.getByRole('button', { name: 'Refresh now' }).click();
  await headline(page, 'In memory only, not yet in the system keychain');
  await app.tray.waitForIcon('ring-alert-attention');
  const newest = stage.simulator.currentTokens();
  expect(fingerprint(newest)?.access).not.toBe(before?.access);
  expect(await longestRoundTripMs(page)).toBeLessThan(FREEZE_MS);
  await stage.keyring.unlock();
  await headline(page, 'Healthy', 30_000);
  await waitForTokensInKeychain(stage.desktop, () => newest);
});
