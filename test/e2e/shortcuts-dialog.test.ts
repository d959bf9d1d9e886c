// The list of shortcuts in the real Electron; each key that it names for the pages is pressed.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PAGE_KEYS } from '../../renderer/page/help/shortcuts-dialog';
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

const overview = () => page.getByRole('dialog', { name: 'Keyboard shortcuts' });

it('lists these keys for the pages, and no others', () => {
  expect(PAGE_KEYS.shortcuts.map(({ keys }) => keys.join('+'))).toEqual(['Esc', 'Tab', 'Enter', 'Space', 'Space']);
});

it('Escape closes the overview, gives the focus back, and goes back only then', async () => {
  await harness.show('three-profiles');
  await hand.requestPage('back-up');
  await page.getByLabel('Passphrase', { exact: true }).fill('half of one');
  await hand.requestPage('shortcuts');
  await overview().waitFor();
  await page.keyboard.press('Escape');
  await overview().waitFor({ state: 'detached' });
  expect(await page.getByLabel('Passphrase', { exact: true }).inputValue()).toBe('half of one');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.keyboard.press('Escape');
  await hand.heading('main');
});

/** Where the focus is: newer versions of Chromium give it to the overview as well, so that keys scroll it. */
const place = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return 'nothing';
    if (element.tagName === 'DIALOG') return 'the overview';
    return element.closest('dialog') ? element.textContent : 'below';
  });

it('Tab goes to the next button or field; in the overview it never leaves the overview', async () => {
  await harness.show('good');
  await hand.tabTo('Copy access token');
  await page.keyboard.press('Tab');
  expect(await hand.focused()).toBe('Hold to reveal');
  await hand.requestPage('shortcuts');
  await overview().waitFor();
  const reached: string[] = [];
  for (let presses = 0; presses < 3; presses += 1) {
    await page.keyboard.press('Tab');
    reached.push(await place());
  }
  expect(reached).not.toContain('below');
  expect(reached).toContain('Close');
});

it('Space presses the button that has the focus', async () => {
  await harness.show('good');
  await hand.requestPage('shortcuts');
  await overview().getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => overview().count()).toBe(0);
});

it('Enter sends the form from any of its fields', async () => {
  await harness.show('three-profiles');
  for (const label of ['Passphrase', 'The same passphrase again']) {
    await hand.requestPage('back-up');
    await page.getByLabel('Passphrase', { exact: true }).fill('a good passphrase');
    await page.getByLabel('The same passphrase again', { exact: true }).fill('a good passphrase');
    await page.getByLabel(label, { exact: true }).press('Enter');
    await expect.poll(() => page.locator('.path').count()).toBe(1);
    await page.keyboard.press('Escape');
    await hand.heading('main');
  }
});

it('Space shows the token as long as it is held', async () => {
  await harness.show('good');
  await hand.tabTo('Hold to reveal');
  await page.keyboard.down('Space');
  await expect.poll(() => page.locator('code.token').count()).toBe(1);
  await page.keyboard.up('Space');
  await page.locator('code.token').waitFor({ state: 'detached' });
});

it('shows every key completely, even in the narrowest window', async () => {
  await harness.show('three-profiles');
  await hand.requestPage('shortcuts');
  await overview().waitFor();
  for (const width of [320, 640, 960, 1600]) {
    await harness.resize(width, 640);
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll('dialog kbd')]
        .filter((key) => key.scrollWidth > key.clientWidth || key.getBoundingClientRect().right > innerWidth)
        .map((key) => key.textContent),
    );
    expect({ width, outside }).toEqual({ width, outside: [] });
  }
});
