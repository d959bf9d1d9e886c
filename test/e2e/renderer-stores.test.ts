// The pages about places and passphrases in the real Electron, with a fake API: the calls of each press, the form's own checks, and
// that everything works without a mouse.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FakeTokenManagerApi } from '../support/fakes/token-manager-api/fake-token-manager-api';
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
beforeEach(() => harness.resize(960, 680));

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const field = (label: string) => page.getByLabel(label, { exact: true });
/** The page's requests with this name. */
const requests = (name: string) =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { fakeTokenManager: FakeTokenManagerApi }).fakeTokenManager.calls
        .filter((call) => call.name === wanted)
        .map(({ request }) => request),
    name,
  );

async function noFlaws(): Promise<void> {
  for (const width of [320, 480, 640, 960, 1280]) {
    await harness.resize(width, 680);
    expect([width, await page.evaluate(findPageFlaws)]).toEqual([width, []]);
  }
}

describe('where no keychain works', () => {
  it('the card leads to every place and to another try', async () => {
    await harness.show('unavailable');
    await press('Choose where to keep tokens');
    await hand.heading('Where to keep tokens');
    expect(await page.getByRole('radio').count()).toBe(4);
    expect(await page.locator('.store-now').textContent()).toBe('Now: System keychain, not reachable');
    await press('Try again');
    await expect.poll(hand.calls).toContain('retryStorage');
    await hand.heading('main');
  });

  it('a locked one is unlocked and tried from the same page', async () => {
    await harness.show('locked');
    await press('Choose another place');
    await hand.heading('Where to keep tokens');
    await press('Unlock and retry');
    await expect.poll(() => requests('retryStorage')).toEqual([{ profileId: 'default' }]);
  });

  it('"this run only" is one choice and one press', async () => {
    await harness.show('unavailable');
    await press('Choose where to keep tokens');
    await page.getByRole('radio', { name: /^This run only/ }).check();
    await press('Keep tokens there');
    await expect.poll(() => requests('chooseStorage')).toEqual([{ profileId: 'default', kind: 'memory' }]);
    await hand.heading('main');
  });

  it('signing in is offered all the same, and says where the tokens are then', async () => {
    await harness.show('unavailable');
    await press('Sign in');
    expect(await page.locator('.notice').innerText()).toContain('in memory only until you choose');
    expect(await page.locator('.page-under').innerText()).not.toContain('keychain');
    await press('Choose where to keep tokens');
    await hand.heading('Where to keep tokens');
  });
});

describe('sealing with a passphrase', () => {
  it('is done by keyboard alone, and asks for a long passphrase typed twice', async () => {
    await harness.show('unavailable');
    await hand.tabTo('Choose where to keep tokens');
    await page.keyboard.press('Enter');
    await hand.heading('Where to keep tokens');
    await page.getByRole('radio', { name: /^System keychain/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('too short');
    await page.keyboard.press('Enter');
    await page.getByText('At least 12 characters. 3 more are needed.').waitFor();
    await expect.poll(hand.focused).toBe('passphrase-default');
    await page.keyboard.type(' no more');
    await page.keyboard.press('Enter');
    await page.getByText('The two passphrases differ.').waitFor();
    await expect.poll(hand.focused).toBe('passphrase-again-default');
    await noFlaws();
    expect(await requests('moveToSealedFile')).toEqual([]);
    await field('The same passphrase again').fill('too short no more');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => requests('moveToSealedFile'))
      .toEqual([{ profileId: 'default', passphrase: 'too short no more' }]);
    await hand.heading('main');
  });

  it('can be left again, with the focus back at the place in use', async () => {
    await harness.show('good');
    await press('Settings');
    await press('Move tokens of main…');
    await page.getByRole('radio', { name: /^A file sealed/ }).check();
    await field('Passphrase').fill('whatever it is');
    await press('Leave them');
    expect(await page.getByRole('radio', { name: /^System keychain/ }).isChecked()).toBe(true);
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value))
      .toBe('keychain');
    await page.getByRole('radio', { name: /^A file sealed/ }).check();
    expect(await field('Passphrase').inputValue()).toBe('');
  });
});

describe('a sealed file that is locked', () => {
  it('is one press from its passphrase, says a wrong one at the field, and goes back to the card with the right one', async () => {
    await harness.show('sealed-locked');
    await press('Enter the passphrase');
    await expect.poll(hand.focused).toBe('passphrase');
    await page.keyboard.press('Enter');
    await page.getByText('Type the passphrase of the file.').waitFor();
    await page.keyboard.type('wrong passphrase');
    await page.keyboard.press('Enter');
    await page.getByText('This passphrase does not open the file. Check it and try again.').waitFor();
    await expect.poll(hand.focused).toBe('passphrase');
    expect(await field('Passphrase').getAttribute('aria-describedby')).toBe('passphrase-hint passphrase-error');
    await noFlaws();
    await field('Passphrase').fill('the right passphrase');
    await page.keyboard.press('Enter');
    await hand.heading('main');
    await expect.poll(() => page.getByRole('status').textContent()).toBe('The sealed file is open.');
  });

  it('offers another way for a person who has forgotten it', async () => {
    await harness.show('sealed-locked');
    await press('Enter the passphrase');
    await press('Choose another place');
    await hand.heading('Where to keep tokens');
    expect(await page.locator('.store-now').textContent()).toMatch(/axiomsealed, locked$/);
    await page.keyboard.press('Escape');
    await hand.heading('main');
  });

  it('that is not there yet takes a new passphrase, typed twice', async () => {
    await harness.show('sealed-unsaved');
    await press('Choose a passphrase');
    await hand.heading('Choose a passphrase');
    await noFlaws();
    await field('Passphrase').fill('a long passphrase');
    await page.keyboard.press('Enter');
    await expect.poll(hand.focused).toBe('again');
    await page.keyboard.type('a long passphrase');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => requests('enterPassphrase'))
      .toEqual([{ profileId: 'default', passphrase: 'a long passphrase' }]);
  });
});

it('another keychain is used only after a press that says so', async () => {
  await harness.show('other-keychain');
  await press('Choose where to keep tokens');
  await noFlaws();
  expect(await requests('chooseStorage')).toEqual([]);
  await press('Use the keychain that answers now');
  await expect.poll(() => requests('chooseStorage')).toEqual([{ profileId: 'default', kind: 'keychain' }]);
});
