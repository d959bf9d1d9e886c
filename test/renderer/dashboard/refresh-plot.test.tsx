// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { RefreshPlot } from '../../../renderer/dashboard/refresh-plot';
import { makeProfile, makeStatistics } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const HALF_HOUR_MS = 30 * 60_000;
const day = makeStatistics(VIEW_NOW_MS, 48, HALF_HOUR_MS);
const empty = {
  ...day,
  parts: day.parts.map((part) => ({
    fromMs: part.fromMs,
    toMs: part.toMs,
    worked: 0,
    failed: 0,
    watchedMs: 0,
    validMs: 0,
  })),
  hosts: [],
  watchedMs: 0,
  validMs: 0,
};

async function openPlot(statistics = day) {
  const view = await renderProfileView(RefreshPlot, makeProfile(VIEW_NOW_MS), { unanswered: ['describeRefreshes'] });
  await view.answer('describeRefreshes', { ok: true, value: statistics });
  return view;
}
const words = (place: HTMLElement) => place.querySelector('.plot-words')?.textContent;

describe('the plot', () => {
  it('asks for the day first and for the month when it is chosen', async () => {
    const view = await openPlot();
    await view.press('30 days', 'radio');
    expect(view.calls()).toEqual([
      ['describeRefreshes', { profileId: 'default', span: 'day' }],
      ['describeRefreshes', { profileId: 'default', span: 'month' }],
    ]);
  });

  it('says in one line how it went', async () => {
    const view = await openPlot();
    expect(words(view.place)).toMatch(/^\d+ of \d+ worked/);
    expect(words(view.place)).toContain('A valid token');
  });

  it('says so when there was none yet', async () => {
    const view = await openPlot(empty);
    expect(view.text()).toContain('None in this time. Each refresh leaves a bar here.');
    expect(view.names('slider')).toEqual([]);
  });

  it('says why where what was kept cannot be read', async () => {
    const view = await renderProfileView(RefreshPlot, makeProfile(VIEW_NOW_MS), { unanswered: ['describeRefreshes'] });
    const failure = { code: 'STORAGE_DENIED', message: 'It cannot be read.', remedy: 'Change the permissions.' };
    await view.answer('describeRefreshes', { ok: false, failure });
    expect(view.text()).toContain('It cannot be read. Change the permissions.');
  });
});
