// The page that finds tokens in the real Electron, with a fake API: before, during and after a search, at every width and without a mouse.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SearchStep } from '../../preload/contract/leftover-schema';
import type { FakeTokenManagerApi } from '../support/fakes/token-manager-api/fake-token-manager-api';
import { ALL_KINDS, makeStep } from '../support/make-leftover';
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
beforeEach(async () => {
  harness.complaints.length = 0;
  await harness.resize(960, 680);
  await harness.show('three-profiles');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Find tokens on this computer…' }).click();
  await hand.heading('Find tokens on this computer');
});

/** The next steps of a search; the one after them never comes. */
const nextSteps = (...steps: SearchStep[]) =>
  page.evaluate((values) => {
    const { api } = (window as unknown as { fakeTokenManager: FakeTokenManagerApi }).fakeTokenManager;
    Object.assign(api, {
      continueSearch: () => {
        const value = values.shift();
        return value === undefined ? new Promise(() => undefined) : Promise.resolve({ ok: true, value });
      },
    });
  }, steps);

async function noFlaws(): Promise<void> {
  for (const width of [320, 480, 640, 960, 1280]) {
    await harness.resize(width, 680);
    expect([width, await page.evaluate(findPageFlaws)]).toEqual([width, []]);
  }
  expect(harness.complaints).toEqual([]);
}

it('fits from 320 to 1280 px before the search', noFlaws);

it('fits during the search, with files of every kind and long paths', async () => {
  await nextSteps(makeStep({ isDone: false, folderCount: 41_240, found: [...ALL_KINDS] }));
  await page.getByRole('button', { name: 'Look in my home folder' }).click();
  await page.getByText('Looked at 41,240 folders').waitFor();
  await noFlaws();
});

it('fits afterwards, with all texts', async () => {
  await nextSteps(makeStep({ stoppedBy: 'drive', unseenCount: 3, found: [...ALL_KINDS] }));
  await page.getByRole('button', { name: 'Look in my home folder' }).click();
  await page.getByText('A drive did not answer.').waitFor();
  await noFlaws();
});

it('is used by keyboard alone, and never loses the focus', async () => {
  await nextSteps(makeStep({ isDone: false, found: ALL_KINDS.slice(0, 1) }));
  await hand.tabTo('Look in my home folder');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  await hand.tabTo('Cancel');
  await page.keyboard.press('Enter');
  await expect.poll(hand.focused).toMatch(/^Cancelled\. Tokens were found in 1 file until then\./);
  await hand.tabTo('Move to trash…');
  await page.keyboard.press('Enter');
  await expect.poll(hand.focused).toMatch(/^Cancelled\./);
  expect(await page.getByRole('heading', { level: 3 }).count()).toBe(0);
});
