// Every failure while signing in is explained at the right place; typed text stays, and nothing is saved or lost.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultSwitches, type Fault } from '../axiom-simulator/switches';
import { fingerprint, hasKeychainEntry, savedFingerprint } from './support/keychain-entry';
import { headline, typePassword } from './support/sign-in-by-form';
import { openStage, type Stage } from './support/stage';
import { savePictures } from './support/window-of-app';

let stage: Stage;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
  page = await (await stage.start()).page();
});
beforeEach(async () => {
  Object.assign(stage.simulator.switches, defaultSwitches());
  await stage.simulator.start();
  await page.reload();
});
afterAll(() => stage?.dispose());

test('a wrong password is reported at the password, which stays in its field', async () => {
  await typePassword(page, stage.simulator, 'not-the-password');
  await page.locator('#password-error').waitFor();
  expect(await page.locator('#password-error').textContent()).toBe(
    'Axiom did not accept this e-mail and password. Check both and try again.',
  );
  await expectTyped('not-the-password');
  expect(await page.locator('#password').getAttribute('aria-describedby')).toContain('password-error');
  await savePictures(page, 'wrong-password');
});

test('an invalid e-mail and an empty password are reported before anything is sent', async () => {
  const asked = stage.simulator.requests.length;
  await page.getByRole('button', { name: 'Sign in with e-mail and password' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill('somebody');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  expect(await page.locator('#email-error').textContent()).toBe('This e-mail address is not complete.');
  expect(await page.locator('#password-error').textContent()).toBe('Type your password.');
  expect(stage.simulator.requests.length).toBe(asked);
});

/** Faults of the first step: the note at the form, and whether it offers the browser window. */
const FAULTS: readonly (readonly [what: string, fault: Fault, words: string, offersBrowser: boolean])[] = [
  [
    'a challenge page',
    { kind: 'challenge' },
    'Axiom wants to check that you are a person. Sign in with a browser window.',
    true,
  ],
  [
    'a refusal for want of a Turnstile token',
    { kind: 'turnstile' },
    'Axiom wants to check that you are a person. Sign in with a browser window.',
    true,
  ],
  ['too many requests', { kind: 'rate-limit', retryAfter: '30' }, 'Axiom asks to wait before the next try.', false],
  [
    'a network’s own page',
    { kind: 'captive-portal' },
    'A network page answered instead of Axiom. Open a browser and sign in to this network, then try again.',
    false,
  ],
  ['an error page of the server', { kind: 'status', status: 503 }, 'Axiom has trouble (status 503).', false],
  ['a broken connection', { kind: 'reset-before' }, 'Axiom cannot be reached. Check the internet connection.', false],
];

test.each(FAULTS)('%s is reported at the form', async (what, fault, words, offersBrowser) => {
  stage.simulator.switches.fault = fault;
  await typePassword(page, stage.simulator);
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain(words);
  expect(await alert.getByRole('button', { name: 'Sign in with a browser window' }).count()).toBe(
    offersBrowser ? 1 : 0,
  );
  await expectTyped(stage.simulator.account.password);
  expect(await hasKeychainEntry(stage.desktop)).toBe(false);
  if (what === 'a challenge page') await savePictures(page, 'challenge');
});

test('a server that is down is reported at the form, and the same press works once it is up', async () => {
  const { simulator } = stage;
  await simulator.stop();
  await typePassword(page, simulator);
  await page
    .getByRole('alert')
    .filter({ hasText: 'Axiom cannot be reached. Check the internet connection.' })
    .waitFor();
  await expectTyped(simulator.account.password);
  await simulator.start();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('6-digit code').waitFor();
});

test('a wrong code is reported at the code, which stays in its field; the right one then signs in', async () => {
  const { simulator, desktop } = stage;
  await typePassword(page, simulator);
  const field = page.getByLabel('6-digit code');
  await field.waitFor();
  await field.fill('12');
  await page.getByRole('button', { name: 'Continue' }).click();
  expect(await page.locator('#code-error').textContent()).toBe('Type all six digits of the code.');
  const right = simulator.lastCode() ?? '';
  const wrong = right === '000000' ? '000001' : '000000';
  await field.fill(wrong);
  await page.locator('#code-error').filter({ hasText: 'Axiom did not accept this code.' }).waitFor();
  expect(await field.inputValue()).toBe(wrong);
  expect(await hasKeychainEntry(desktop)).toBe(false);
  await savePictures(page, 'wrong-code');

  // As copied from an e-mail: with blanks around and between the digits.
  await field.fill('');
  await field.focus();
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      if (document.activeElement?.dispatchEvent(paste)) document.execCommand('insertText', false, text);
    },
    ` ${right.slice(0, 3)} ${right.slice(3)}\n`,
  );
  await headline(page, 'Healthy');
  expect(await savedFingerprint(desktop)).toEqual(fingerprint(simulator.currentTokens()));
});

async function expectTyped(password: string): Promise<void> {
  expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe(stage.simulator.account.email);
  expect((await page.getByLabel('Password', { exact: true }).inputValue()) === password).toBe(true);
}
