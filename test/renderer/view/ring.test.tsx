// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { RingModel } from '../../../renderer/model/ring-model';
import { MiniRing, Ring } from '../../../renderer/view/ring';
import { mountView } from '../../support/renderer/render-view';

const MODEL: RingModel = {
  leftFraction: 0.25,
  refreshFraction: 0.5,
  tone: 'good',
  isDashed: false,
  value: '12 min',
  caption: 'access token',
};
const openRing = (change: Partial<RingModel> = {}) =>
  mountView(<Ring model={{ ...MODEL, ...change }} label="access token: 12 min" />);

it('is one picture with a name; the words in its middle are not read a second time', async () => {
  const view = await openRing();
  expect(view.names('img')).toEqual(['access token: 12 min']);
  expect(view.text()).toBe('12 min access token');
  expect(view.place.querySelector('.ring-middle')?.getAttribute('aria-hidden')).toBe('true');
});

it.each([
  [1, '1000 1000'],
  [0.25, '250 1000'],
  [0.0004, '0 1000'],
])('draws what is left of the turn: %d', async (leftFraction, dashes) => {
  const view = await openRing({ leftFraction });
  expect(view.place.querySelector('.ring-left')?.getAttribute('stroke-dasharray')).toBe(dashes);
});

it('draws no arc when nothing is left', async () => {
  const view = await openRing({ leftFraction: 0 });
  expect(view.place.querySelector('.ring-left')).toBeNull();
  expect(view.text()).toBe('12 min access token');
});

it('marks the next refresh at its place of the turn', async () => {
  const view = await openRing({ refreshFraction: 0.25 });
  expect(view.place.querySelector('g')?.getAttribute('transform')).toBe('rotate(90 100 100)');
  expect(view.place.querySelector('.ring-mark')).not.toBeNull();
});

it('marks no refresh when none is planned', async () => {
  const view = await openRing({ refreshFraction: undefined });
  expect(view.place.querySelector('g')).toBeNull();
});

it.each([
  ['signed out', 'ring-value word'],
  ['1:48 min', 'ring-value'],
])('gives "%s" the size of its kind', async (value, look) => {
  const view = await openRing({ value });
  expect(view.place.querySelector('.ring-value')?.className.trim()).toBe(look);
});

it.each([
  [true, 'ring-track dashed'],
  [false, 'ring-track'],
])('has a dashed track where nothing can run down: %s', async (isDashed, look) => {
  const view = await mountView(<MiniRing model={{ ...MODEL, isDashed }} />);
  expect(view.place.querySelector('circle')?.getAttribute('class')).toBe(look);
});

it('is small in the list: no words, no mark, not read out, in the same colour', async () => {
  const view = await mountView(<MiniRing model={{ ...MODEL, tone: 'bad' }} />);
  const svg = view.place.querySelector('svg');
  expect([view.text(), svg?.getAttribute('aria-hidden'), svg?.getAttribute('class')]).toEqual([
    '',
    'true',
    'mini-ring tone-bad',
  ]);
  expect(view.place.querySelector('.ring-mark')).toBeNull();
});
