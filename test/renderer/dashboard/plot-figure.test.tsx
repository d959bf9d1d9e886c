// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { expect, it } from 'vitest';
import { PlotFigure } from '../../../renderer/dashboard/plot-figure';
import { plotModel } from '../../../renderer/model/plot-model';
import { makeStatistics } from '../../support/make-snapshot';
import { mountView, VIEW_DATES, VIEW_NOW_MS } from '../../support/renderer/render-view';

const model = plotModel(makeStatistics(VIEW_NOW_MS, 48, 30 * 60_000), 'day', VIEW_NOW_MS, VIEW_DATES);
function Figure() {
  const [at, setAt] = useState<number | undefined>(undefined);
  return (
    <>
      <PlotFigure model={model} at={at} onMove={setAt} />
      <output>{at ?? 'none'}</output>
    </>
  );
}
const openFigure = async () => {
  const view = await mountView(<Figure />);
  const slider = view.find('slider', 'Time of the plot');
  return { view, slider, selected: () => view.place.querySelector('output')?.textContent };
};

it('draws a bar a part: as high as the median answer, a line up to the slowest, what failed, and whether there was a token', async () => {
  const { view } = await openFigure();
  const parts = [...view.place.querySelectorAll<HTMLElement>('.plot-part')];
  expect(parts.length).toBe(48);
  expect(parts.at(-9)?.className).toContain('valid-none');
  expect(parts.at(-9)?.querySelector('.plot-failed')?.className).toBe('plot-failed tone-bad');
  const eighth = parts.at(-8);
  expect(eighth?.className).toContain('valid-part');
  expect(eighth?.querySelector('.plot-failed')?.className).toBe('plot-failed tone-attention');
  const heights = ['.plot-bar', '.plot-reach'].map((name) => eighth?.querySelector<HTMLElement>(name)?.style.height);
  expect(heights.map((height) => Number.parseFloat(height ?? ''))).toEqual(
    [900, 2600].map((ms) => expect.closeTo(Math.sqrt(ms / 4000) * 100, 3)),
  );
});

it('can be walked with the arrow keys, and is read as text', async () => {
  const { view, slider, selected } = await openFigure();
  slider.focus();
  expect([slider.getAttribute('aria-valuenow'), slider.getAttribute('aria-valuemax'), selected()]).toEqual([
    '47',
    '47',
    'none',
  ]);
  for (const [key, now] of [
    ['ArrowLeft', '46'],
    ['ArrowDown', '45'],
    ['Home', '0'],
    ['ArrowLeft', '0'],
    ['ArrowUp', '1'],
    ['End', '47'],
    ['ArrowRight', '47'],
  ] as const) {
    // The page must not scroll at the same time.
    expect(await view.key(key)).toBe(false);
    expect([slider.getAttribute('aria-valuenow'), selected()]).toEqual([now, now]);
  }
  const last = model.bars.at(-1);
  expect(slider.getAttribute('aria-valuetext')).toBe(`${last?.when}: ${last?.words}`);
  expect(await view.key('Tab')).toBe(true);
});

it('reports the part under the pointer until it leaves, or the focus goes', async () => {
  const { view, slider, selected } = await openFigure();
  const part = view.place.querySelectorAll('.plot-part')[40];
  await view.send(part as Element, new Event('pointerenter'));
  expect([selected(), part?.className.includes('selected')]).toEqual(['40', true]);
  await view.send(slider, new Event('pointerleave'));
  expect(selected()).toBe('none');
  slider.focus();
  await view.key('Home');
  await view.send(slider, new Event('blur'));
  expect(selected()).toBe('none');
});
