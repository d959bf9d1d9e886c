import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from '../../support/contrast';

// Ratios as WCAG 2.2 defines them, computed from the colours that the window really uses.
const css = readFileSync(new URL('../../../renderer/style/colours.css', import.meta.url), 'utf8');
const [lightPart = '', darkPart = ''] = css.split('@media (prefers-color-scheme: dark)');

function coloursOf(part: string): ReadonlyMap<string, string> {
  return new Map(
    [...part.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Red, green and blue of `#rrggbb`. */
const rgbOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const TONES = ['good', 'info', 'attention', 'bad', 'idle'];
const TEXT: readonly (readonly [string, string])[] = [
  ...['background', 'panel', 'side'].flatMap((ground) =>
    ['text-1', 'text-2', 'bad'].map((ink) => [ink, ground] as const),
  ),
  ['accent', 'panel'],
  ['accent', 'background'],
  ...TONES.map((tone) => [tone, `${tone}-tint`] as const),
  ...TONES.map((tone) => ['text-1', `${tone}-tint`] as const),
  ...TONES.map((tone) => ['accent-pressed', `${tone}-tint`] as const),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-pressed'],
  ['on-bad', 'bad'],
  ['text-1', 'track'],
  ['text-2', 'track'],
];
const SHAPES: readonly (readonly [string, string])[] = [
  ...TONES.flatMap((tone) => ['panel', 'side'].map((ground) => [tone, ground] as const)),
  ['good', 'track'],
  ['attention', 'track'],
  ['bad', 'track'],
  ['field-line', 'panel'],
  ['field-line', 'background'],
  ['accent', 'accent-tint'],
  ['on-accent', 'accent'],
];

describe.each([
  ['light', coloursOf(lightPart)],
  ['dark', coloursOf(darkPart)],
])('in the %s theme', (_, colours) => {
  const ratio = ([ink, ground]: readonly [string, string]) => {
    const [one, other] = [colours.get(ink), colours.get(ground)];
    if (one === undefined || other === undefined) throw new Error(`${ink} or ${ground} is not defined`);
    return contrast(rgbOf(one), rgbOf(other));
  };

  it.each(TEXT)('text in %s on %s has at least 4.5 to 1', (...pair) => expect(ratio(pair)).toBeGreaterThanOrEqual(4.5));
  it.each(SHAPES)('a shape in %s on %s has at least 3 to 1', (...pair) =>
    expect(ratio(pair)).toBeGreaterThanOrEqual(3),
  );
});

it('defines every colour in both themes', () => {
  expect([...coloursOf(darkPart).keys()]).toEqual([...coloursOf(lightPart).keys()]);
});

it('computes the contrast of black on white', () => {
  expect(contrast(rgbOf('#000000'), rgbOf('#ffffff'))).toBeCloseTo(21);
});
