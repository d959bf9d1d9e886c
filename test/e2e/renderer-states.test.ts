// Every state and page of the window in the real Electron, with a fake API: widths, names, focus rings, content security policy.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findPageFlaws } from '../support/renderer/page-flaws';
import { createPageHand } from '../support/renderer/page-hand';
import { openRendererHarness, type RendererHarness } from '../support/renderer/renderer-harness.mjs';
import { SCENARIOS, type ScenarioName } from '../support/renderer/renderer-scenarios';

let harness: RendererHarness;

beforeAll(async () => {
  harness = await openRendererHarness();
});
afterAll(() => harness?.dispose());
beforeEach(() => {
  harness.complaints.length = 0;
});

async function flawsAt(widths: readonly number[]): Promise<string[]> {
  const all: string[] = [];
  for (const width of widths) {
    await harness.resize(width, 680);
    for (const flaw of await harness.page.evaluate(findPageFlaws)) all.push(`${width} px: ${flaw}`);
  }
  return all;
}

it.each(Object.keys(SCENARIOS) as ScenarioName[])(
  '"%s" fits from 320 to 1280 px, names everything, and the policy refuses nothing',
  async (name) => {
    await harness.show(name);
    expect(await flawsAt([320, 480, 640, 741, 960, 1280])).toEqual([]);
    expect(harness.complaints).toEqual([]);
  },
);

it.each(['back-up', 'restore', 'clear', 'settings', 'sign-in', 'add-profile'] as const)(
  'the page "%s" fits from 320 to 1280 px and names everything',
  async (target) => {
    await harness.show('three-profiles');
    await createPageHand(harness.page).requestPage(target);
    expect(await flawsAt([320, 640, 960, 1280])).toEqual([]);
    expect(harness.complaints).toEqual([]);
  },
);

it('finds the flaws that it looks for', async () => {
  await harness.show('good');
  await harness.page.evaluate(() => {
    document.querySelector('main')?.append(document.createElement('button'), document.createElement('input'));
    const wide = document.createElement('p');
    wide.style.width = '3000px';
    wide.textContent = 'wide';
    document.querySelector('main')?.append(wide);
  });
  const flaws = (await flawsAt([960])).join('\n');
  expect(flaws).toMatch(/a button without a name/);
  expect(flaws).toMatch(/a field without its label/);
  expect(flaws).toMatch(/scrolls sideways/);
});

it('refuses inline script and inline style, as its policy says', async () => {
  await harness.show('good');
  await harness.page.evaluate(() => {
    const paragraph = document.createElement('p');
    paragraph.setAttribute('style', 'color: red');
    document.body.append(paragraph);
  });
  await expect.poll(() => harness.complaints.join('\n')).toMatch(/Content Security Policy/);
});

it.each(['good', 'welcome'] as const)(
  'shows a focus ring of 2 px on everything that Tab reaches in "%s"',
  async (name) => {
    await harness.resize(960, 900);
    await harness.show(name);
    const reached: string[] = [];
    // More than one round: a press before the page has the focus has no effect.
    for (let presses = 0; presses < 30; presses += 1) {
      await harness.page.keyboard.press('Tab');
      const seen = await harness.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element);
        return [element.textContent, outlineStyle, outlineWidth, outlineOffset].join('|');
      });
      if (seen !== '') reached.push(seen);
    }
    expect(reached.filter((seen) => !seen.endsWith('|solid|2px|2px'))).toEqual([]);
    const wanted =
      name === 'good'
        ? ['Refresh now', 'Copy access token', 'Hold to reveal', 'Back up…', 'Sign out…', 'Settings']
        : [
            'Sign in with a browser window',
            'Sign in with e-mail and password',
            'I have tokens',
            'Try the demo account',
          ];
    expect(wanted.filter((text) => !reached.some((seen) => seen.startsWith(text)))).toEqual([]);
  },
);
