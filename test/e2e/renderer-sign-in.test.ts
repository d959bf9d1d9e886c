// Signing in through the window's pages in the real Electron, with a fake API: by keyboard, with errors, and back again.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findPageFlaws } from '../support/renderer/page-flaws';
import { createPageHand, type PageHand } from '../support/renderer/page-hand';
import { openRendererHarness, type RendererHarness } from '../support/renderer/renderer-harness.mjs';

let harness: RendererHarness;
let page: Page;
let hand: PageHand;

beforeAll(async () => {
  harness = await openRendererHarness();
  page = harness.page;
  hand = createPageHand(page);
});
afterAll(() => harness?.dispose());
beforeEach(() => harness.show('welcome'));

const field = (label: string) => page.getByLabel(label, { exact: true });
const openForm = async (email: string, password: string) => {
  await page.getByRole('button', { name: /^Sign in with e-mail/ }).click();
  await field('E-mail').fill(email);
  await field('Password').fill(password);
  await page.keyboard.press('Enter');
};

it('leads with the keyboard alone through e-mail, password and a pasted code to the dashboard', async () => {
  await hand.tabTo('Sign in with e-mail and password');
  await page.keyboard.press('Enter');
  await hand.heading('Sign in with e-mail and password');
  await expect.poll(hand.focused).toBe('email');
  await page.keyboard.type('trader@example.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong password');
  await page.keyboard.press('Enter');
  await page.getByText('Axiom did not accept this e-mail and password.').waitFor();
  await expect.poll(hand.focused).toBe('password');
  expect(await field('Password').inputValue()).toBe('wrong password');
  expect(await field('E-mail').inputValue()).toBe('trader@example.com');
  expect(await page.evaluate(findPageFlaws)).toEqual([]);

  await page.keyboard.press('Control+A');
  await page.keyboard.type('right password');
  await page.keyboard.press('Enter');
  await hand.heading('Type the code from the e-mail');
  await expect.poll(hand.focused).toBe('code');
  await page.keyboard.insertText('000 000');
  await page.getByText('Axiom did not accept this code.').waitFor();
  expect(await field('6-digit code').inputValue()).toBe('000000');
  await expect.poll(hand.focused).toBe('code');

  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('123 456');
  await page.locator('main.wide').waitFor();
  expect((await hand.calls()).filter((name) => name === 'completePasswordSignIn')).toHaveLength(2);
});

it('goes back with Escape, and the typed text is still there', async () => {
  await openForm('trader@example.com', 'right password');
  await hand.heading('Type the code from the e-mail');
  await page.keyboard.press('Escape');
  await hand.heading('Sign in with e-mail and password');
  expect(await field('Password').inputValue()).toBe('right password');
  await expect.poll(hand.calls).toContain('cancelSignIn');
  await page.keyboard.press('Escape');
  await hand.heading('Stay signed in to Axiom');
});

it('asks for another code with the same e-mail and password', async () => {
  await openForm('trader@example.com', 'right password');
  await page.getByRole('button', { name: 'Send another code' }).click();
  await page.getByText('Another code is on its way. Only the newest one works.').first().waitFor();
  expect((await hand.calls()).filter((name) => name === 'startPasswordSignIn')).toHaveLength(2);
});

it('names what is missing at the field, and sends nothing', async () => {
  await openForm('', '');
  await expect.poll(hand.focused).toBe('email');
  const described = await field('E-mail').getAttribute('aria-describedby');
  expect(await page.locator(`#${described}`).textContent()).toBe('Type your e-mail address.');
  expect(await hand.calls()).not.toContain('startPasswordSignIn');
});

it('needs all six digits before it asks the server', async () => {
  await openForm('trader@example.com', 'right password');
  await field('6-digit code').fill('12 34');
  await page.keyboard.press('Enter');
  await page.getByText('Type all six digits of the code.').waitFor();
  expect(await hand.calls()).not.toContain('completePasswordSignIn');
});

it('offers the browser window when Axiom requires one, and closes it on cancel', async () => {
  await openForm('browser@example.com', 'x');
  await page.getByRole('alert').getByRole('button', { name: 'Sign in with a browser window' }).click();
  await hand.heading('Sign in in the other window');
  await expect.poll(hand.calls).toContain('signInWithBrowser');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await hand.heading('Stay signed in to Axiom');
  await expect.poll(hand.calls).toContain('cancelSignIn');
});

it('says that the network is down at the form, not at a field', async () => {
  await openForm('offline@example.com', 'x');
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('Axiom cannot be reached.');
  expect(await page.locator('[aria-invalid]').count()).toBe(0);
});

it('keeps pasted tokens when they are refused, and says why at the field', async () => {
  await page.getByRole('button', { name: /^I have tokens/ }).click();
  await expect.poll(hand.focused).toBe('tokens');
  await page.keyboard.insertText('not a token');
  await page.getByRole('button', { name: 'Use these tokens' }).click();
  await page.getByText('This is not a token that Axiom issues.').waitFor();
  expect(await field('Tokens').inputValue()).toBe('not a token');
  await expect.poll(hand.focused).toBe('tokens');
});

it('offers the environment only when tokens are there', async () => {
  await page.getByRole('button', { name: /^I have tokens/ }).click();
  expect(await page.getByRole('button', { name: 'From the environment' }).count()).toBe(0);
  await harness.show('welcome-environment');
  await page.getByRole('button', { name: /^I have tokens/ }).click();
  await page.getByRole('button', { name: 'From the environment' }).click();
  await expect.poll(hand.calls).toContain('importTokens');
});

it('starts only the demo on the old runtime, and reports the reason with each other way', async () => {
  await harness.show('welcome-old-runtime');
  const first = page.getByRole('button', { name: /^Sign in with a browser/ });
  expect(await first.getAttribute('aria-disabled')).toBe('true');
  const reason = await page.locator(`#${await first.getAttribute('aria-describedby')}`).textContent();
  expect(reason).toContain('--allow-real-account-on-old-runtime');
  await first.focus();
  await page.keyboard.press('Enter');
  expect(await hand.calls()).toEqual(['getSnapshot', 'pageReady', 'setShownProfile']);
  await page.getByRole('button', { name: /^Try the demo account/ }).click();
  await expect.poll(hand.calls).toContain('startDemo');
});

it('follows main to the dashboard when somebody is signed in from elsewhere', async () => {
  await hand.pushScenario('demo');
  await hand.heading('demo');
  expect(await page.getByText('Simulator', { exact: true }).count()).toBe(1);
  // Set after the page is drawn.
  await expect.poll(() => page.title()).toContain('Simulator');
});
