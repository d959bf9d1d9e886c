import { expect, it } from 'vitest';
import { timeEdges } from '../../../../main/core/activity/time-edges';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';

const HALF_HOUR_MS = 30 * 60_000;

it('divides the last day into half hours, of which the last has the present in it', () => {
  for (const nowMs of [FAKE_START_MS, FAKE_START_MS + 1, FAKE_START_MS + HALF_HOUR_MS - 1]) {
    const edges = timeEdges('day', nowMs);
    expect([edges.length, edges.at(-1)]).toEqual([49, FAKE_START_MS + HALF_HOUR_MS]);
    expect(edges.slice(1).every((edge, index) => edge - (edges[index] ?? 0) === HALF_HOUR_MS)).toBe(true);
  }
});

it.each(['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC'])(
  'divides the last month at midnights of %s, also where a day has 23 or 25 hours',
  (zone) => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      for (const nowMs of [Date.UTC(2026, 3, 10, 9), Date.UTC(2026, 10, 5, 9), Date.UTC(2026, 0, 1)]) {
        const edges = timeEdges('month', nowMs);
        expect(edges.length).toBe(31);
        expect(edges.map((edge) => new Date(edge).getHours())).toEqual(edges.map(() => 0));
        expect(new Set(edges.map((edge) => new Date(edge).toDateString())).size).toBe(31);
        expect([(edges.at(-2) ?? Infinity) <= nowMs, (edges.at(-1) ?? 0) > nowMs]).toEqual([true, true]);
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  },
);
