// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { headlineSchema } from '../../../preload/contract/headline-schema';
import { Shape } from '../../../renderer/view/shape';
import { mountView } from '../../support/renderer/render-view';

const SHAPES = headlineSchema.shape.shape.options;

it('draws each shape of a headline, different without colour', async () => {
  const view = await mountView(SHAPES.map((name) => <Shape key={name} name={name} />));
  const drawn = [...view.place.querySelectorAll('svg')].map((svg) => svg.innerHTML);
  expect(new Set(drawn).size).toBe(SHAPES.length);
  expect(drawn).not.toContain('');
});

it.each(SHAPES)('has the colour of the text around it for %s, and is not read out', async (name) => {
  const view = await mountView(<Shape name={name} />);
  expect(view.html()).toContain('"currentColor"');
  expect(view.html()).not.toMatch(/#[0-9a-f]{3}|rgb/i);
  expect(view.place.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
});

it('distinguishes expired, damaged and "sign in again" within the triangle', async () => {
  const kinds = ['expired', 'corrupt', 'needs-sign-in'] as const;
  const view = await mountView(kinds.map((kind) => <Shape key={kind} name="triangle" kind={kind} />));
  const drawn = [...view.place.querySelectorAll('svg')].map((svg) => svg.innerHTML);
  expect(new Set(drawn).size).toBe(kinds.length);
  for (const each of drawn) expect(each).toContain('M8 2.2 14.4 13.4H1.6Z');
});
