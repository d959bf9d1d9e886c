import { describe, expect, it } from 'vitest';
import { accountPage, codePage, signInPage } from '../../../main/demo/demo-pages';
import { DEMO_STYLE } from '../../../main/demo/demo-style';
import { contrastOf } from '../../support/contrast';

const [light = '', dark = ''] = DEMO_STYLE.split('@media (prefers-color-scheme: dark)');

function coloursOf(part: string): ReadonlyMap<string, string> {
  const rules = part.slice(0, part.indexOf('}'));
  return new Map(
    [...rules.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

describe.each([
  ['light', coloursOf(light)],
  ['dark', coloursOf(dark)],
])('in the %s theme', (_theme, colours) => {
  it.each([
    ['text', 'panel', 4.5],
    ['text', 'background', 4.5],
    ['quiet', 'panel', 4.5],
    ['note', 'panel', 4.5],
    ['accent', 'panel', 4.5],
    ['on-accent', 'accent', 4.5],
    ['bad', 'bad-tint', 4.5],
    ['bad', 'background', 3],
  ])('%s on %s has at least %d to 1', (ink, ground, least) => {
    expect(contrastOf(colours.get(ink), colours.get(ground))).toBeGreaterThanOrEqual(least);
  });

  it('every colour that is used is there', () => {
    const used = [...DEMO_STYLE.matchAll(/var\(--([a-z-]+)\)/g)].map(([, name]) => name);
    expect(used.filter((name = '') => !colours.has(name))).toEqual([]);
  });
});

it('has a rule for every class of the pages, and none for another', () => {
  const pages = [signInPage({ error: 'no' }), codePage({ error: 'no' }), accountPage('a@axiom.example')].join('');
  const worn = new Set([...pages.matchAll(/class="(\w+)"/g)].map(([, name = '']) => name));
  const ruled = new Set([...DEMO_STYLE.matchAll(/^\.(\w+)/gm)].map(([, name = '']) => name));
  expect([...ruled].sort()).toEqual([...worn].sort());
});

it('fits 320 px: nothing has a width of its own that is larger', () => {
  const widths = [...DEMO_STYLE.matchAll(/(?<!max-)width: (\d+)px/g)].map(([, width]) => Number(width));
  expect(Math.max(0, ...widths)).toBeLessThanOrEqual(320);
  expect(DEMO_STYLE).toMatch(/main \{\s*width: 100%/);
});
