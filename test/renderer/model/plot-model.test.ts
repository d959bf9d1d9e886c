import { describe, expect, it } from 'vitest';
import type { RefreshStatistics } from '../../../preload/contract/activity-schema';
import { plotModel } from '../../../renderer/model/plot-model';
import { createDateTexts } from '../../../renderer/text/date-texts';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeStatistics } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const HALF_HOUR_MS = 30 * 60_000;
const DAY_MS = 86_400_000;
const dates = createDateTexts('en-GB', 'UTC');
type TimePart = RefreshStatistics['parts'][number];
const part = (change: Partial<TimePart> = {}): TimePart => ({
  fromMs: NOW,
  toMs: NOW + HALF_HOUR_MS,
  worked: 0,
  failed: 0,
  watchedMs: HALF_HOUR_MS,
  validMs: HALF_HOUR_MS,
  ...change,
});
const plotOf = (parts: readonly TimePart[], hosts: RefreshStatistics['hosts'] = []) => {
  const sum = (of: (each: TimePart) => number) => parts.reduce((all, each) => all + of(each), 0);
  const share = { watchedMs: sum(({ watchedMs }) => watchedMs), validMs: sum(({ validMs }) => validMs) };
  return plotModel({ parts: [...parts], hosts, ...share }, 'day', NOW, dates);
};
const worked = (medianMs: number, slowestMs = medianMs) => part({ worked: 2, medianMs, slowestMs });

describe('a part of the plot', () => {
  it.each<[Partial<TimePart>, string]>([
    [{ worked: 1, medianMs: 210, slowestMs: 210 }, '1 refresh worked, 210 ms; valid token all the time'],
    [
      { worked: 4, medianMs: 210, slowestMs: 1480 },
      '4 refreshes worked, median 210 ms, slowest 1.4 s; valid token all the time',
    ],
    [
      { worked: 3, failed: 1, medianMs: 90, slowestMs: 95, validMs: HALF_HOUR_MS / 3 },
      '3 refreshes worked, 1 refresh failed, median 90 ms, slowest 95 ms; valid token 33\u00a0% of the time',
    ],
    [{ failed: 2, validMs: 0 }, '2 refreshes failed; no valid token'],
    [{ watchedMs: 0, validMs: 0 }, 'no refresh; not watched'],
    [{ validMs: HALF_HOUR_MS - 1000 }, 'no refresh; valid token all the time'],
    // A tenth of a second is missing: never rounded up.
    [{ validMs: HALF_HOUR_MS - 1600 }, 'no refresh; valid token 99.9\u00a0% of the time'],
  ])('%j reads "%s"', (change, words) => {
    expect(plotOf([part(change)]).bars[0]).toMatchObject({ when: '12:00 to 12:30', words });
  });

  it('is a day by its name where a month is shown', () => {
    expect(plotModel(makeStatistics(NOW, 30, DAY_MS), 'month', NOW, dates).bars.at(-1)?.when).toBe('Sun 1 Mar');
  });

  it.each([
    [worked(10), undefined],
    [part({ worked: 1, failed: 1, medianMs: 5, slowestMs: 5 }), 'attention'],
    [part({ failed: 1 }), 'bad'],
  ])('shows a failure more strongly where nothing worked', (each, tone) => {
    expect(plotOf([each]).bars[0]?.failureTone).toBe(tone);
  });
});

describe('the scale of the plot', () => {
  it.each([
    [10, '1 s', '250 ms'],
    [1000, '1 s', '250 ms'],
    [1001, '2 s', '500 ms'],
    [30_000, '40 s', '10 s'],
    [500_000, '8 min 20 s', '2 min 05 s'],
  ])('reaches the slowest answer, of %i ms', (slowestMs, top, quarter) => {
    const { scale, bars } = plotOf([worked(10, slowestMs)]);
    expect(scale.map(({ at, label }) => [at, label])).toEqual([
      [1, top],
      [0.5, quarter],
      [0, '0'],
    ]);
    expect(bars[0]?.reach).toBeLessThanOrEqual(1);
  });

  it('is a square root: a quarter of the time is half as high', () => {
    const [high, half] = plotOf([worked(1000), worked(250)]).bars;
    expect([high?.height, half?.height]).toEqual([1, 0.5]);
  });

  it('has hours under a day, and each seventh day up to today under a month', () => {
    const labels = (span: 'day' | 'month', parts: number, partMs: number) =>
      plotModel(makeStatistics(NOW, parts, partMs), span, NOW, dates).times.map(({ label }) => label);
    const local = createDateTexts('en-GB');
    const hours = plotModel(makeStatistics(NOW, 48, HALF_HOUR_MS), 'day', NOW, local).times.map(({ label }) => label);
    expect(hours.length).toBeGreaterThanOrEqual(3);
    expect(labels('month', 30, DAY_MS)).toEqual(['1 Feb', '8 Feb', '15 Feb', '22 Feb', '1 Mar']);
  });
});

describe('the summary of the plot', () => {
  it.each<[readonly TimePart[], string, string | undefined]>([
    [[worked(5), worked(5)], 'All 4 worked', 'A valid token all of the 1 h 00 min watched'],
    [
      [worked(5), part({ failed: 1, validMs: 0 })],
      '2 of 3 worked',
      'A valid token 50\u00a0% of the 1 h 00 min watched',
    ],
    [[part({ failed: 3, validMs: 0 })], 'All 3 failed', 'No valid token in the 30 min watched'],
    [[part({ failed: 1, watchedMs: 0, validMs: 0 })], 'The only one failed', undefined],
    [
      [part({ worked: 1, medianMs: 5, slowestMs: 5 })],
      'The only one worked',
      'A valid token all of the 30 min watched',
    ],
    [[part({ watchedMs: 59_999, validMs: 59_999 })], 'No refresh', undefined],
    [[part({ watchedMs: 838_000, validMs: 620_120 })], 'No refresh', 'A valid token 74\u00a0% of the 13 min watched'],
    [[part()], 'No refresh', 'A valid token all of the 30 min watched'],
  ])('is reported in a line', (parts, summary, share) => {
    expect(plotOf(parts)).toMatchObject({ summary, ...(share === undefined ? {} : { share }) });
    expect(plotOf(parts).share).toBe(share);
  });

  it('is reported for each host, with what failed there', () => {
    const failures = [{ code: 'TIMEOUT', count: 4, lastAtMs: NOW }];
    const { hosts } = plotOf(
      [part()],
      [
        { host: 'api6.axiom.trade', worked: 2, medianMs: 210, slowestMs: 2600, failures },
        { worked: 0, failures: [{ code: 'SOMETHING', count: 1, lastAtMs: NOW }] },
      ],
    );
    const elsewhere = [{ code: 'BAD_RESPONSE', isFromElsewhere: true as const, count: 1, lastAtMs: NOW }];
    expect(plotOf([part()], [{ worked: 0, failures: elsewhere }]).hosts[0]?.failures).toEqual([
      'A network page answered once, 12:00',
    ]);
    expect(hosts).toEqual([
      {
        host: 'api6',
        worked: '2',
        median: '210 ms',
        slowest: '2.6 s',
        failures: ['No answer in time 4 times, last 12:00'],
      },
      { host: 'No answer', worked: '0', median: '–', slowest: '–', failures: ['Did not work once, 12:00'] },
    ]);
  });
});
