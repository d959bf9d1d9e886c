// In the real Electron no line breaks inside a duration or a date, however narrow the column, and nothing is cut off by that.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRendererHarness, type RendererHarness } from '../support/renderer/renderer-harness.mjs';
import { showView } from '../support/renderer/renderer-views.mjs';

let harness: RendererHarness;

beforeAll(async () => {
  harness = await openRendererHarness();
});
afterAll(() => harness?.dispose());

/** The number of durations and dates on the page, and those that are on two lines or extend beyond the window. */
const look = () =>
  harness.page.evaluate(() => {
    const pattern = /\d+[ \u00a0](?:ms|s|min|h|days?|minutes|[A-Z][a-z]{2})(?![a-z])/g;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    let count = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest('.unseen')) continue;
      for (const { 0: words, index } of (node.nodeValue ?? '').matchAll(pattern)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + words.length);
        const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
        if (boxes.length > 0) count++;
        if (new Set(boxes.map(({ top }) => Math.round(top))).size > 1) broken.push(words);
        if (boxes.some(({ right }) => right > innerWidth)) broken.push(`${words} is cut off`);
      }
    }
    return { count, broken };
  });

it.each(['good', 'unsaved', 'sign-in-ending', 'asked-to-wait', 'claims', 'settings', 'find-found'])(
  'in the view "%s"',
  async (name) => {
    await showView(harness, name);
    const counts: number[] = [];
    for (let width = 320; width <= 1280; width += 40) {
      await harness.resize(width, 720);
      const { count, broken } = await look();
      counts.push(count);
      expect({ width, broken }).toEqual({ width, broken: [] });
    }
    expect(Math.min(...counts)).toBeGreaterThan(0);
  },
);

it('finds one that breaks', async () => {
  await showView(harness, 'good');
  await harness.page.evaluate(() => {
    const narrow = document.querySelector('main')?.appendChild(document.createElement('p'));
    narrow?.replaceChildren('30 s');
    narrow?.setAttribute('id', 'narrow');
    Object.assign(narrow?.style ?? {}, { width: '1px' });
  });
  expect((await look()).broken).toContain('30 s');
});
