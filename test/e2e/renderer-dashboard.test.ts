// Dashboard, backup, restore, clear and settings in the real Electron, with a fake API: the effects of presses.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const token = () => page.locator('code.token');
/** Positions of cards, buttons and the end of the page. */
const layout = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('.card, .card button, .status-top > *')]
      .map((element) => element.getBoundingClientRect().toJSON() as object)
      .concat({ scrollTop: document.scrollingElement?.scrollTop, height: document.scrollingElement?.scrollHeight }),
  );

describe('reveal', () => {
  it('shows the token only while Space is held', async () => {
    await harness.show('good');
    await page.getByRole('button', { name: 'Hold to reveal' }).focus();
    await page.keyboard.down('Space');
    await token().waitFor();
    await expect.poll(() => page.getByRole('status').textContent()).toBe('The access token is shown');
    await page.keyboard.up('Space');
    await token().waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('access-token-access-token');
    expect((await hand.calls()).filter((name) => name === 'revealAccessToken')).toHaveLength(1);
  });

  it('shows it only while the pointer is down, wherever it is released', async () => {
    await harness.show('good');
    await page.getByRole('button', { name: 'Hold to reveal' }).hover();
    await page.mouse.down();
    await token().waitFor();
    await page.mouse.move(5, 5);
    await page.mouse.up();
    await token().waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Hold to reveal' }).count()).toBe(1);
  });

  it.each([
    [1600, 900],
    [1280, 800],
    [960, 720],
    [640, 760],
    [360, 640],
    [320, 640],
  ])('moves nothing by it at %d by %d, and asks once however long the key repeats', async (width, height) => {
    await harness.resize(width, height);
    await harness.show('good');
    await page.getByRole('button', { name: 'Hold to reveal' }).focus();
    const before = await layout();
    await page.keyboard.down('Space');
    await token().waitFor();
    for (let repeats = 0; repeats < 5; repeats++) await page.keyboard.down('Space');
    expect(await layout()).toEqual(before);
    expect(await token().evaluate((code) => code.scrollWidth <= code.clientWidth)).toBe(true);
    await page.keyboard.up('Space');
    await token().waitFor({ state: 'detached' });
    expect(await layout()).toEqual(before);
    expect((await hand.calls()).filter((name) => name === 'revealAccessToken')).toHaveLength(1);
    await harness.resize(1280, 800);
  });

  it('is in one row with the buttons beside it at 960 by 720, and all but the claims is visible', async () => {
    await harness.resize(960, 720);
    await harness.show('good');
    const boxes = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().toJSON() as DOMRect));
    const buttons = await boxes('.card-foot .button');
    expect(buttons).toHaveLength(4);
    expect(new Set(buttons.map(({ top }) => top)).size).toBe(1);
    // Allows for a font that is a tenth wider.
    const [foot] = await boxes('.card-foot .actions');
    const taken = buttons.reduce((sum, { width }) => sum + width + 8, -8);
    expect(taken * 1.1).toBeLessThan(foot?.width ?? 0);
    expect(Math.max(...(await boxes('.pair > .card')).map(({ bottom }) => bottom))).toBeLessThanOrEqual(720);
    await harness.resize(1280, 800);
  });

  it('hides it when the window loses the focus', async () => {
    await harness.show('good');
    await page.getByRole('button', { name: 'Hold to reveal' }).hover();
    await page.mouse.down();
    await token().waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await token().waitFor({ state: 'detached' });
    await page.mouse.up();
    expect(await token().count()).toBe(0);
  });
});

describe('the dashboard', () => {
  it('says that the copy will be cleared', async () => {
    await harness.show('good');
    await press('Copy access token');
    await page.locator('.copied').waitFor();
    expect(await page.locator('.copied').textContent()).toMatch(/^Copied\. Cleared from the clipboard in (30|29)\ss$/);
  });

  it('shows its result separately from the button', async () => {
    await harness.show('good');
    await press('Refresh now');
    await page.locator('.pressed').waitFor();
    const box = async (selector: string) => page.locator(selector).boundingBox();
    const [row, words] = [await box('.card-foot .actions'), await box('.pressed')];
    expect((words?.y ?? 0) - (row?.y ?? 0) - (row?.height ?? 0)).toBeGreaterThanOrEqual(10);
  });

  it.each([
    ['not-remembered', 'Try again', 'good'],
    ['file-open-to-others', 'Make it private', 'good'],
    ['unsaved', 'Save again', 'good'],
  ] as const)('of %s leads the focus to the heading when "%s" goes', async (before, button, after) => {
    await harness.show(before);
    await hand.tabTo(button);
    await page.keyboard.press('Enter');
    await hand.pushScenario(after);
    await expect.poll(hand.focused).toBe('main');
  });

  it('holds the table of hosts inside its card at 320', async () => {
    await harness.resize(320, 640);
    await harness.show('good');
    await page.getByText('By host, and what failed').click();
    const right = (selector: string) =>
      page.locator(selector).evaluate((element) => element.getBoundingClientRect().right);
    expect(await right('.hosts')).toBeLessThanOrEqual((await right('.plot-words')) + 0.5);
    await harness.resize(1280, 800);
  });

  it('leaves the question before a sign-out to main, by one press', async () => {
    await harness.show('good');
    await press('Sign out…');
    await expect.poll(hand.calls).toContain('signOut');
  });

  it('shows what the tokens say after a press of a key, and asks main only then', async () => {
    await harness.show('good');
    expect(await hand.calls()).not.toContain('describeTokens');
    await hand.tabTo('What the tokens say');
    await page.keyboard.press('Enter');
    await page.getByText('Not a JWT: it has no claims that can be read.').waitFor();
    expect((await hand.calls()).filter((name) => name === 'describeTokens')).toHaveLength(1);
    await page.keyboard.press('Space');
    await page.getByText('Not a JWT: it has no claims that can be read.').waitFor({ state: 'hidden' });
  });

  it('renames by keyboard, and gives the focus back', async () => {
    await harness.show('three-profiles');
    await hand.tabTo('Rename…');
    await page.keyboard.press('Enter');
    await expect.poll(hand.focused).toBe('name');
    await page.keyboard.type('Hedge');
    await page.keyboard.press('Enter');
    await page.getByText('There is an account of this name already. Choose another name.').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(hand.focused).toBe('Rename…');
    await page.keyboard.press('Enter');
    await expect.poll(hand.focused).toBe('name');
    await page.keyboard.type('Bot');
    await page.keyboard.press('Enter');
    await expect.poll(hand.focused).toBe('Rename…');
    expect((await hand.calls()).filter((name) => name === 'renameProfile')).toHaveLength(2);
  });

  it('counts down without any call', async () => {
    await harness.show('good');
    const following = page.locator('.fact .following').first();
    const before = await following.textContent();
    await expect.poll(() => following.textContent(), { timeout: 5000 }).not.toBe(before);
    expect(await following.textContent()).toMatch(/in 12\smin\s0\d\ss$/);
    expect((await hand.calls()).sort()).toEqual(['describeRefreshes', 'getSnapshot', 'pageReady', 'setShownProfile']);
  });

  it('announces a new headline to a screen reader, and no countdown', async () => {
    await harness.show('good');
    expect(await page.getByRole('status').textContent()).toBe('');
    await hand.pushScenario('locked');
    await expect.poll(() => page.getByRole('status').textContent()).toBe('main: Keychain is locked');
    await press('Unlock and retry');
    await expect.poll(hand.calls).toContain('retryStorage');
  });

  it('shows a failure of a press once, although the state reports it as well', async () => {
    await harness.show('offline');
    await page.evaluate(() => {
      const { fakeTokenManager } = window as unknown as { fakeTokenManager: { failNext: (...args: string[]) => void } };
      fakeTokenManager.failNext('refreshNow', 'NETWORK');
    });
    await press('Refresh now');
    await expect.poll(() => hand.calls()).toContain('refreshNow');
    expect(await page.getByText('Axiom cannot be reached.').count()).toBe(1);
  });

  it('leads from a store that does not answer to the choice of another', async () => {
    await harness.show('unavailable');
    await press('Choose where to keep tokens');
    await hand.heading('Where to keep tokens');
    await expect.poll(hand.focused).toBe('Where to keep tokens');
  });
});

describe('moving and clearing', () => {
  it('replaces newer tokens only after a second tick', async () => {
    await harness.show('three-profiles');
    await hand.requestPage('restore');
    await press('Choose a backup file…');
    await hand.heading('Open the backup');
    await page.getByLabel('Passphrase', { exact: true }).fill('wrong passphrase');
    await page.keyboard.press('Enter');
    await page.getByText('The passphrase does not open this backup.').waitFor();
    await page.getByLabel('Passphrase', { exact: true }).fill('a good passphrase');
    await page.keyboard.press('Enter');
    await hand.heading('What is in this backup');
    expect(await page.getByRole('checkbox', { name: /^research/ }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: /^hedge/ }).check();
    await press('Restore 3 accounts');
    await page.getByText('Tick this as well, or leave the account out.').waitFor();
    expect(await hand.calls()).not.toContain('restoreBackup');
    await page.getByRole('checkbox', { name: /^Replace the newer tokens of hedge/ }).check();
    await press('Restore 3 accounts');
    await page.getByText('Restored: main, hedge and test.').waitFor();
    await expect.poll(hand.calls).toContain('restoreBackup');
  });

  it('leaves the question before tokens are cleared to main, and says what was removed', async () => {
    await harness.show('three-profiles');
    await hand.requestPage('clear');
    await press('Clear tokens…');
    await expect.poll(hand.calls).toContain('clearTokens');
    await page.getByText('Done. This was removed:').waitFor();
    expect(await page.locator('.removed li').allTextContents()).toEqual([
      'the tokens of default, in memory and in the system keychain',
    ]);
  });

  it('backs up only with a long passphrase typed twice', async () => {
    await harness.show('three-profiles');
    await hand.requestPage('back-up');
    await page.getByLabel('Passphrase', { exact: true }).fill('short');
    await page.keyboard.press('Enter');
    await page.getByText('At least 12 characters. 7 more are needed.').waitFor();
    await page.getByLabel('Passphrase', { exact: true }).fill('a good passphrase');
    await page.keyboard.press('Enter');
    await expect.poll(hand.focused).toBe('again');
    await page.getByLabel('The same passphrase again', { exact: true }).fill('a good passphrase');
    await page.keyboard.press('Enter');
    await page.locator('.path').waitFor();
    expect(await page.locator('.path').textContent()).toContain('.axiombackup');
  });
});

describe('settings', () => {
  it('lead to the places of an account and back, by keyboard', async () => {
    await harness.show('three-profiles');
    await press('Settings');
    await page.getByRole('button', { name: 'Move tokens of hedge…' }).focus();
    await page.keyboard.press('Enter');
    await hand.heading('Move the tokens of hedge');
    await page.keyboard.press('Escape');
    await hand.heading('Settings');
    expect(await hand.calls()).not.toContain('chooseStorage');
  });

  it('move tokens by a press of their own, not with the arrow keys', async () => {
    await harness.show('good');
    await press('Settings');
    await press('Move tokens of main…');
    await page.getByRole('radio', { name: /^System keychain/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await hand.calls()).not.toContain('chooseStorage');
    await press('Choose the file…');
    await expect.poll(hand.calls).toContain('chooseStorage');
  });

  it('change the appearance at once', async () => {
    await harness.show('good');
    await press('Settings');
    await page.getByRole('radio', { name: 'Dark' }).check();
    await expect.poll(hand.calls).toContain('changePreferences');
  });
});

describe('the edges', () => {
  it.each([320, 960, 1600])('contain the labels of the plot, whatever their text, at %i px', async (width) => {
    await harness.resize(width, 900);
    await harness.show('good');
    await page.getByRole('radio', { name: '30 days' }).check();
    await page.getByText(/ of \d+ worked/).waitFor();
    // The highest possible scale in words.
    await page
      .locator('.plot-scale span')
      .first()
      .evaluate((label) => (label.textContent = '250 ms'));
    const outside = await page.locator('.plot-figure').evaluate((figure) => {
      const { left, right } = figure.getBoundingClientRect();
      const labels = [...figure.querySelectorAll('.plot-scale span, .plot-times span, .plot-rows span')];
      const isOutside = (box: DOMRect) => box.width > 0 && (box.left < left || box.right > right + 0.5);
      return labels.filter((label) => isOutside(label.getBoundingClientRect())).map((label) => label.textContent);
    });
    expect(outside).toEqual([]);
  });

  it.each([960, 1600])('of the texts in the cards are in one line at %i px', async (width) => {
    await harness.resize(width, 900);
    await harness.show('good');
    const endOf = (name: string) =>
      page.getByRole('button', { name, exact: true }).evaluate((button) => {
        const range = document.createRange();
        range.selectNodeContents(button);
        return range.getBoundingClientRect().right;
      });
    expect(Math.abs((await endOf('Sign out…')) - (await endOf('All activity')))).toBeLessThan(3);
  });
});
