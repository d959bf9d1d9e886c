// After a day's use, no token, password, code or passphrase is in files, logs, output, process arguments or window titles.
import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { answerDialogs } from './support/answer-dialogs';
import { fingerprint, tokensInKeychain, waitForNewPair } from './support/keychain-entry';
import { findSecrets } from './support/find-secrets';
import { headline, signInByForm } from './support/sign-in-by-form';
import { fillInSite, openSignInWindow } from './support/sign-in-window';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { logText, windowTitles } from './support/window-of-app';

const PASSPHRASE = 'a passphrase for nobody';

let stage: Stage;
let app: StartedApp;
/** By name, so that a finding can be described without quoting it. */
const secrets = new Map<string, string>();
const titles = new Set<string>();
const argumentsSeen = new Set<string>();

beforeAll(async () => {
  stage = await openStage();
  // Like a shell in which new files are readable by everybody.
  const former = process.umask(0);
  app = await stage.start().finally(() => process.umask(former));
  await useEverything();
});
afterAll(() => stage?.dispose());

test('the search itself finds a secret in each form that it searches for', async () => {
  const folder = await stage.newFolder();
  const planted = secrets.get('first access token') ?? '';
  const forms: readonly (readonly [string, Buffer])[] = [
    ['plain', Buffer.from(`{"a":"${planted}"}`)],
    ['wide', Buffer.from(planted, 'utf16le')],
    ['encoded', Buffer.from(Buffer.from(`x${planted}`).toString('base64'))],
  ];
  for (const [name, bytes] of forms) await writeFile(join(folder, name), bytes);
  const found = await findSecrets([folder], secrets);
  expect(found).toEqual(forms.map(([name]) => `first access token in ${join(folder, name)}`).sort());
});

test('X-3: while it runs, no process has a secret among its arguments and no window in its title', () => {
  expect(secrets.size).toBe(9);
  expect(argumentsSeen.size).toBeGreaterThan(3);
  const texts = [...titles, ...argumentsSeen];
  const found = [...secrets].filter(([, secret]) => texts.some((text) => text.includes(secret))).map(([name]) => name);
  expect(found).toEqual([]);
});

test('no file that it makes in its folder is open to another user, however it was started', async () => {
  const paths = await readdir(app.userDataDirectory, { recursive: true });
  expect(paths.length).toBeGreaterThan(20);
  const open: string[] = [];
  for (const path of paths) {
    const found = await lstat(join(app.userDataDirectory, path)).catch(() => undefined);
    // Chromium's own locks are links, which have no mode.
    if (found && !found.isSymbolicLink() && (found.mode & 0o077) !== 0) open.push(path);
  }
  expect(open).toEqual([]);
});

test('X-3: after it was quit, nothing in its folders, its log or its output contains one', async () => {
  await app.quit();
  const log = await logText(app.userDataDirectory);
  expect(log).toContain('"level"');
  const output = join(await stage.newFolder(), 'output');
  await writeFile(output, app.output());
  const home = join(stage.desktop.dir, 'home');
  const found = await findSecrets([app.userDataDirectory, home, output], secrets);
  expect(found).toEqual([]);
});

/** Sign-in by form and by browser, refreshes that work and fail, copy, reveal, wrong input, backup and restore. */
async function useEverything(): Promise<void> {
  const { simulator, desktop } = stage;
  const page = await app.page();
  secrets.set('password', simulator.account.password);
  await signInByForm(page, simulator);
  await keepTokens('first');
  await look();

  await app.tray.click('Refresh now');
  await waitForNewPair(desktop, () => simulator.currentTokens(), fingerprint(firstPair()));
  await keepTokens('second');
  simulator.switches.fault = { kind: 'captive-portal' };
  await waitUntil('a refresh has failed', async () => {
    // A press within 5 s of the last try sends nothing.
    await app.tray.click('Refresh now');
    return simulator.requests.some(({ fault }) => fault === 'captive-portal');
  });
  await headline(page, /^A network page answers/);
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page.locator('.copied').waitFor();
  await page.getByRole('button', { name: 'Hold to reveal' }).hover();
  await page.mouse.down();
  await page.locator('code.token').waitFor();
  await look();
  await page.mouse.up();
  simulator.switches.fault = undefined;

  secrets.set('passphrase', PASSPHRASE);
  const backup = join(await stage.newFolder(), 'all.axiombackup');
  await answerDialogs(app.electronApp, { save: backup, open: backup, button: 1 });
  await app.tray.click('Back up...');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('The same passphrase again', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Choose where to save…' }).click();
  await page.getByText('The backup is saved, and was read back').waitFor();
  await app.tray.click('Restore...');
  await page.getByRole('button', { name: 'Choose a backup file…' }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'What is in this backup' }).waitFor();

  await app.tray.click('Sign in...');
  const pasted = 'eyJhbGciOiJub25lIn0.cGFzdGVkLWJ5LW1pc3Rha2U.c2lnbmF0dXJl-not-whole';
  secrets.set('text pasted by mistake', pasted);
  await page.getByRole('button', { name: 'I have tokens' }).click();
  await page.getByLabel('Tokens', { exact: true }).fill(pasted);
  await page.getByRole('button', { name: 'Use these tokens' }).click();
  await page.locator('#tokens-error').waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();

  const window = await openSignInWindow(app, simulator);
  await look();
  await fillInSite(window, simulator);
  await headline(page, 'Healthy');
  await keepTokens('third');
  await look();
}

function firstPair(): { readonly accessToken: string; readonly refreshToken: string } {
  return {
    accessToken: secrets.get('first access token') ?? '',
    refreshToken: secrets.get('first refresh token') ?? '',
  };
}

async function keepTokens(which: string): Promise<void> {
  const tokens = await tokensInKeychain(stage.desktop);
  if (!tokens) throw new Error('Nobody is signed in.');
  secrets.set(`${which} access token`, tokens.accessToken);
  secrets.set(`${which} refresh token`, tokens.refreshToken);
}

/** Records the titles and arguments of every process of this desktop. */
async function look(): Promise<void> {
  for (const title of await windowTitles(app.electronApp)) titles.add(title);
  await waitUntil('the processes have been read', async () => {
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const text = await readFile(join('/proc', pid, 'cmdline'), 'utf8').catch(() => '');
      if (text.includes(app.userDataDirectory) || text.includes('electron')) argumentsSeen.add(text);
    }
    return argumentsSeen.size > 0;
  });
}
