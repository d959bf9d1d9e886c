import { describe, expect, it } from 'vitest';
import type { ActivityLine, KeptRefresh } from '../../../../main/core/activity/activity-entry';
import { refreshStatistics } from '../../../../main/core/activity/refresh-statistics';

const refresh = (
  atMs: number,
  durationMs: number,
  more: Partial<KeptRefresh> = {},
  profileId = 'main',
): ActivityLine => ({
  atMs,
  kind: 'refresh',
  profileId,
  text: '',
  refresh: { durationMs, host: 'api6', ...more },
});
const watched = (atMs: number, watchedMs: number, validMs = watchedMs, profileId = 'main'): ActivityLine => ({
  atMs,
  profileId,
  watchedMs,
  validMs,
});
const EDGES = [1000, 2000, 3000];

/** Oldest first. */
async function statisticsOf(lines: readonly ActivityLine[]) {
  let read = 0;
  async function* newestFirst(): AsyncGenerator<ActivityLine> {
    for (const line of [...lines].reverse()) {
      read++;
      yield line;
    }
  }
  return { ...(await refreshStatistics(newestFirst(), 'main', EDGES)), read };
}

describe('the statistics of the refreshes', () => {
  it('give for each part how many worked and failed, and how long an answer took', async () => {
    const { parts } = await statisticsOf([
      refresh(999, 1),
      refresh(1000, 100),
      refresh(1500, 300),
      refresh(1600, 200),
      refresh(1999, 9000, { failureCode: 'TIMEOUT' }),
      refresh(2000, 400),
      refresh(2500, 500, {}, 'other'),
      refresh(3000, 1),
    ]);
    expect(parts).toEqual([
      { fromMs: 1000, toMs: 2000, worked: 3, failed: 1, medianMs: 200, slowestMs: 300, watchedMs: 0, validMs: 0 },
      { fromMs: 2000, toMs: 3000, worked: 1, failed: 0, medianMs: 400, slowestMs: 400, watchedMs: 0, validMs: 0 },
    ]);
  });

  it('give for each host what failed there, the most frequent first', async () => {
    const { hosts } = await statisticsOf([
      refresh(1100, 9, { host: 'api2', failureCode: 'RATE_LIMITED' }),
      refresh(1200, 9, { host: 'api2', failureCode: 'UNAUTHORIZED' }),
      refresh(1300, 9, { host: 'api2', failureCode: 'UNAUTHORIZED' }),
      refresh(1400, 70),
      { atMs: 1500, kind: 'refresh', profileId: 'main', text: '', refresh: { durationMs: 5, failureCode: 'NETWORK' } },
    ]);
    expect(hosts).toEqual([
      {
        host: 'api2',
        worked: 0,
        failures: [
          { code: 'UNAUTHORIZED', count: 2, lastAtMs: 1300 },
          { code: 'RATE_LIMITED', count: 1, lastAtMs: 1100 },
        ],
      },
      { host: 'api6', worked: 1, medianMs: 70, slowestMs: 70, failures: [] },
      { worked: 0, failures: [{ code: 'NETWORK', count: 1, lastAtMs: 1500 }] },
    ]);
  });

  it('count apart what a network page answered in Axiom’s place', async () => {
    const inPlace = { host: undefined, failureCode: 'BAD_RESPONSE', isFromElsewhere: true };
    const { hosts } = await statisticsOf([
      refresh(1100, 9, inPlace),
      refresh(1200, 9, { host: 'api2', failureCode: 'BAD_RESPONSE' }),
      refresh(1300, 9, inPlace),
    ]);
    expect(hosts).toEqual([
      { host: 'api2', worked: 0, failures: [{ code: 'BAD_RESPONSE', count: 1, lastAtMs: 1200 }] },
      { worked: 0, failures: [{ code: 'BAD_RESPONSE', isFromElsewhere: true, count: 2, lastAtMs: 1300 }] },
    ]);
  });

  it('count the time in the part in which it was, and none of others', async () => {
    const { parts, ...share } = await statisticsOf([
      watched(500, 700),
      watched(1500, 1000, 600),
      watched(2600, 800, 0),
      watched(1000, 2000, 0, 'other'),
    ]);
    // 1000 to 1200 of the first span, 1500 to 2500 of the second (valid until 2100), 2600 to 3000 of the third.
    expect(parts.map(({ watchedMs, validMs }) => [watchedMs, validMs])).toEqual([
      [700, 700],
      [900, 100],
    ]);
    expect(share).toMatchObject({ watchedMs: 1600, validMs: 800 });
  });

  it('stop reading at old entries, even after a clock that was wrong for a while', async () => {
    const HOUR_MS = 3_600_000;
    const old = Array.from({ length: 2000 }, (_, index) => refresh(-2 * HOUR_MS + index, 1));
    const wrong = Array.from({ length: 100 }, () => refresh(-9 * HOUR_MS, 1));
    const { parts, read } = await statisticsOf([...old, refresh(1500, 5), ...wrong, refresh(2500, 5)]);
    expect(parts.map(({ worked }) => worked)).toEqual([1, 1]);
    expect(read).toBeLessThan(700);
  });

  it('are empty without lines', async () => {
    const { hosts, parts, watchedMs } = await statisticsOf([]);
    expect([hosts, parts.length, watchedMs]).toEqual([[], 2, 0]);
  });
});
