// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { RefreshAttempt } from '../../../preload/contract/schemas';
import { RefreshPlot } from '../../../renderer/dashboard/refresh-plot';
import { makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const MINUTE_MS = 60_000;
const attempt = (minutesAgo: number, change: Partial<RefreshAttempt> = {}): RefreshAttempt => ({
  atMs: VIEW_NOW_MS - minutesAgo * MINUTE_MS,
  durationMs: 250,
  host: 'api6.axiom.trade',
  ...change,
});
const openPlot = (attempts: RefreshAttempt[]) => renderProfileView(RefreshPlot, makeProfile(VIEW_NOW_MS, { attempts }));
const bars = (place: HTMLElement) => [...place.querySelectorAll<HTMLElement>('.bar')];

it('is a list of tries for a screen reader, oldest first, with the same words for a mouse', async () => {
  const view = await openPlot([attempt(16, { failureCode: 'TIMEOUT' }), attempt(8)]);
  const words = ['11:44:00, 250 ms, api6, no answer in time', '11:52:00, 250 ms, api6, worked'];
  expect(view.names('listitem')).toEqual(words);
  expect(bars(view.place).map(({ title }) => title)).toEqual(words);
});

it('says in one line when it was and how it went', async () => {
  const view = await openPlot([attempt(16, { failureCode: 'TIMEOUT' }), attempt(8)]);
  expect([...view.place.querySelectorAll('.plot-foot span')].map((part) => part.textContent)).toEqual([
    '11:44',
    '1 of 2 worked',
    '11:52',
  ]);
});

it('has the newest at the right end, however few there are', async () => {
  const view = await openPlot([attempt(16), attempt(8)]);
  expect(bars(view.place).map(({ style }) => style.gridColumnStart)).toEqual(['23', '24']);
});

it('draws each bar as high as the answer took, in the colour of how it ended', async () => {
  const view = await openPlot([
    attempt(16, { durationMs: 4000, failureCode: 'UNAUTHORIZED' }),
    attempt(8, { durationMs: 1000 }),
  ]);
  expect(bars(view.place).map(({ className }) => className)).toEqual(['bar tone-bad', 'bar tone-good']);
  const heights = [...view.place.querySelectorAll<HTMLElement>('.bar-fill')].map(({ style }) => style.height);
  expect(heights).toEqual(['100%', '50%']);
});

it('says so when there was none yet', async () => {
  const view = await openPlot([]);
  expect(view.names('region')).toEqual(['Last refreshes time to answer']);
  expect(view.text()).toContain('None in this run yet. Each refresh leaves a bar here.');
  expect(view.names('listitem')).toEqual([]);
});
