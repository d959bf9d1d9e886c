// axe on every view of the window in the real Electron: all rules in light, contrast also in dark and in a narrow window, in which no view may
// scroll sideways.
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPageFlaws } from '../support/renderer/page-flaws';
import { openRendererHarness, type RendererHarness } from '../support/renderer/renderer-harness.mjs';
import { SCENARIOS } from '../support/renderer/renderer-scenarios';
import { showView, VIEWS } from '../support/renderer/renderer-views.mjs';

let harness: RendererHarness;

beforeAll(async () => {
  harness = await openRendererHarness();
  // In every page that is loaded from now on: sent only once.
  await harness.page.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  await look('light', 960);
});
afterAll(() => harness?.dispose());

const CONTRAST: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

async function violations(options: RunOptions): Promise<string[]> {
  // Formatted in the page: transferring axe's whole result takes longer than computing it.
  const { found, passCount } = await harness.page.evaluate(async (run) => {
    const { axe } = window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } };
    const results = await axe.run({ ...run, resultTypes: ['violations'] });
    const words = results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
    return { found: words, passCount: results.passes.length };
  }, options);
  expect(passCount).toBeGreaterThan(0);
  return found;
}

/** The elements that make the page wider than the window. */
async function sideways(): Promise<string[]> {
  const flaws = await harness.page.evaluate(findPageFlaws);
  return flaws.filter((flaw) => /sideways|cut off/.test(flaw));
}

async function look(colorScheme: 'light' | 'dark', width: number): Promise<void> {
  await harness.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await harness.resize(width, 720);
}

it.each(VIEWS)('"%s" has no violation', async (name) => {
  await showView(harness, name);
  await look('light', 960);
  const all = { light: await violations({}), dark: [] as string[], narrow: [] as string[] };
  await look('dark', 960);
  all.dark = await violations(CONTRAST);
  await look('light', 320);
  all.narrow = [...(await violations(CONTRAST)), ...(await sideways())];
  expect(all).toEqual({ light: [], dark: [], narrow: [] });
});

it('every state is among the views', () => {
  expect(Object.keys(SCENARIOS).filter((name) => !VIEWS.includes(name))).toEqual([]);
});

it('the check itself finds a violation', async () => {
  await showView(harness, 'good');
  await look('light', 960);
  await harness.page.evaluate(() => {
    const pale = document.createElement('p');
    pale.style.color = '#ccc';
    pale.textContent = 'pale';
    document.querySelector('main')?.append(pale, document.createElement('button'));
  });
  const found = (await violations({})).join('\n');
  expect(found).toMatch(/color-contrast/);
  expect(found).toMatch(/button-name/);
});
