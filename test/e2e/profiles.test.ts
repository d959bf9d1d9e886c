// Two accounts in one app: the second is added by keyboard alone; both are refreshed and shown separately, tokens of one are refused in the other,
// and an empty one is removed from the list.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RendererApi } from '../../preload/contract/schemas';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { DEMO_ACCOUNT, type DemoAccount } from '../../main/demo/demo-account';
import { createPageHand } from '../support/renderer/page-hand';
import { waitUntil } from '../support/wait-until';
import { answerDialogs, dialogsSeen } from './support/answer-dialogs';
import { callFromPage } from './support/calls-from-page';
import { fingerprint, hasKeychainEntry, tokensInKeychain } from './support/keychain-entry';
import { followTimers, passSecondsForAllUntil } from './support/pass-time';
import { headline, signInByForm, typePassword } from './support/sign-in-by-form';
import { openStage, type Stage } from './support/stage';
import { savePictures } from './support/window-of-app';

/** Worthless credentials of the simulator, like those of the first account. */
const SECOND: DemoAccount = { email: 'hedge@axiom.example', password: 'hedge-password', id: 'hedge-trader' };
const LIFETIME_MS = 24_000;

let stage: Stage;
let simulator: AxiomSimulator;

beforeAll(async () => {
  stage = await openStage();
  simulator = await startAxiomSimulator({ accounts: [DEMO_ACCOUNT, SECOND] });
});
afterAll(async () => {
  await stage?.dispose();
  await simulator?.dispose();
});

const isCurrent = async (account: string, email: string): Promise<boolean> =>
  JSON.stringify(fingerprint(await tokensInKeychain(stage.desktop, account))) ===
  JSON.stringify(fingerprint(simulator.currentTokens(email)));

test('a second account is added by keyboard alone, both are refreshed, and an empty one is taken out of the list', async () => {
  const { desktop } = stage;
  simulator.switches.accessLifetimeMs = LIFETIME_MS;
  const app = await stage.start({ simulator });
  await followTimers(app);
  const page = await app.page();
  const { keyboard } = page;
  const { tabTo } = createPageHand(page);
  await signInByForm(page, simulator);

  await tabTo('Add an account');
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Add an account' }).waitFor();
  await keyboard.type('Main');
  await keyboard.press('Enter');
  await page.getByText('There is an account of this name already.').waitFor();
  await keyboard.press('Control+a');
  await keyboard.type('Hedge fund');
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Sign in to Hedge fund' }).waitFor();
  await tabTo('Sign in with e-mail and password');
  await keyboard.press('Enter');
  await page.getByLabel('E-mail', { exact: true }).waitFor();
  await keyboard.type(SECOND.email);
  await keyboard.press('Tab');
  await keyboard.type(SECOND.password);
  await keyboard.press('Enter');
  await page.getByLabel('6-digit code').waitFor();
  await waitUntil('the simulator has sent a code', () => simulator.lastCode(SECOND.email) !== undefined);
  await keyboard.type(simulator.lastCode(SECOND.email) ?? '');
  await page.getByRole('heading', { level: 1, name: 'Hedge fund' }).waitFor();
  await headline(page, 'Healthy');
  await waitUntil('the tokens of the second account are saved', () => isCurrent('hedge-fund', SECOND.email));
  await savePictures(page, 'two-accounts');

  // Each on its own, at half of its token's life.
  const first = [simulator.currentTokens(), simulator.currentTokens(SECOND.email)].map(fingerprint);
  for (const [index, account, email] of [
    [0, 'default', DEMO_ACCOUNT.email],
    [1, 'hedge-fund', SECOND.email],
  ] as const) {
    await passSecondsForAllUntil([app], simulator, `${account} is refreshed and saved`, async () => {
      const isNew = JSON.stringify(fingerprint(simulator.currentTokens(email))) !== JSON.stringify(first[index]);
      return isNew && (await isCurrent(account, email));
    });
  }
  const { menu, tooltip } = await app.tray.look();
  const submenus = menu.filter(({ children }) => children.length > 0);
  expect(submenus.map(({ label }) => label.replace(/:.*/, ''))).toEqual(['main', 'Hedge fund']);
  expect(submenus[1]?.children.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['Refresh Hedge fund now', 'Sign out of Hedge fund']),
  );
  expect(tooltip.split('\n')).toHaveLength(2);
  // Long enough that no refresh is due in the following steps.
  simulator.switches.accessLifetimeMs = 15 * 60_000;

  // Tokens of the other account are refused, and the message names the alternative.
  const stray = simulator.openSession();
  const kept = fingerprint(await tokensInKeychain(desktop, 'hedge-fund'));
  const refused = await page.evaluate(async (text) => {
    const { tokenManager } = window as unknown as { tokenManager: RendererApi };
    const outcome = await tokenManager.signInWithTokens({ profileId: 'hedge-fund', text });
    return outcome.ok ? 'taken' : outcome.failure.code;
  }, `${stray.accessToken}\n${stray.refreshToken}`);
  expect(refused).toBe('WRONG_ACCOUNT');
  expect(fingerprint(await tokensInKeychain(desktop, 'hedge-fund'))).toEqual(kept);

  // A rename shows on its page, in the tray and in the list; its tokens stay under its id.
  await tabTo('Rename…');
  await keyboard.press('Enter');
  await page.locator('input:focus').waitFor();
  await keyboard.type('Fund');
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Fund' }).waitFor();
  await waitUntil('the tray knows the name', async () =>
    (await app.tray.look()).menu.some(({ label }) => label.startsWith('Fund')),
  );
  expect(await readFile(join(app.userDataDirectory, 'profiles.json'), 'utf8')).toContain('"name": "Fund"');
  expect(fingerprint(await tokensInKeychain(desktop, 'hedge-fund'))).toEqual(kept);

  // A signed-out account stays in the list until it is removed.
  await answerDialogs(app.electronApp, { button: 1 });
  await tabTo('Sign out…');
  await keyboard.press('Enter');
  await headline(page, 'Signed out');
  await waitUntil('its keychain entry is gone', async () => !(await hasKeychainEntry(desktop, 'hedge-fund')));
  await tabTo('Remove from the list…');
  // The sign-out continues for a moment after the entry is gone; no other question can be asked until it is over.
  const remove = page.getByRole('button', { name: 'Remove from the list…' });
  await waitUntil('the sign-out is over', async () => (await remove.getAttribute('aria-disabled')) !== 'true');
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'main' }).waitFor();
  expect(await page.locator('.profile').count()).toBe(1);
  await app.tray.waitForEntry(/^Refresh now$/);
  const index = await readFile(join(app.userDataDirectory, 'profiles.json'), 'utf8');
  expect((JSON.parse(index) as { profiles: { id: string }[] }).profiles.map(({ id }) => id)).toEqual(['default']);
  expect(await hasKeychainEntry(desktop)).toBe(true);
});

test('tokens of main’s account, imported for another one, become main’s new sign-in if the person chooses that', async () => {
  await stage.reset();
  const { desktop } = stage;
  const app = await stage.start({ simulator });
  const page = await app.page();
  await signInByForm(page, simulator);
  const added = await callFromPage(page, 'addProfile', { name: 'again' });
  expect(added).toEqual({ ok: true, value: { profileId: 'again' } });
  const { accessToken, refreshToken } = simulator.openSession();
  await answerDialogs(app.electronApp, { button: 1 });
  const text = `${accessToken}\n${refreshToken}`;
  const outcome = await callFromPage(page, 'signInWithTokens', { profileId: 'again', text });
  expect(outcome).toEqual({ ok: true, value: { profileId: 'default' } });
  const asked = (await dialogsSeen(app.electronApp)).map((words) => JSON.parse(words) as Record<string, unknown>);
  // A paste only says which account it is for, so "Cancel" has the focus.
  expect(asked).toMatchObject([
    {
      message: 'main is signed in to this account already. Sign in again there instead?',
      buttons: ['Cancel', 'Sign in again to main', 'Keep both'],
      defaultId: 0,
    },
  ]);
  await waitUntil('the newest tokens of the account are in the entry of main', () =>
    isCurrent('default', DEMO_ACCOUNT.email),
  );
  expect(await hasKeychainEntry(desktop, 'again')).toBe(false);
});

test('the same question after a code can be cancelled and answered later, with one code', async () => {
  await stage.reset();
  const { desktop } = stage;
  const app = await stage.start({ simulator });
  const page = await app.page();
  await signInByForm(page, simulator);
  await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByLabel('Name', { exact: true }).fill('again');
  await page.keyboard.press('Enter');
  await answerDialogs(app.electronApp, { button: 0 });
  const before = simulator.lastCode();
  await typePassword(page, simulator);
  await page.getByLabel('6-digit code').waitFor();
  await waitUntil('another code was sent', () => simulator.lastCode() !== before);
  await page.getByLabel('6-digit code').fill(simulator.lastCode() ?? '');
  await page.getByRole('heading', { level: 1, name: 'Not signed in yet' }).waitFor();
  expect(await hasKeychainEntry(desktop, 'again')).toBe(false);
  await savePictures(page, 'code-undecided');

  await answerDialogs(app.electronApp, { button: 2 });
  await page.getByRole('button', { name: 'Choose the account…' }).click();
  await page.getByRole('heading', { level: 1, name: 'again' }).waitFor();
  await headline(page, 'Healthy');
  expect(await hasKeychainEntry(desktop, 'again')).toBe(true);
});
