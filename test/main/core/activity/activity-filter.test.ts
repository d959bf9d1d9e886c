import { describe, expect, it } from 'vitest';
import { type ActivityFilter, isWanted, wantedEntries } from '../../../../main/core/activity/activity-filter';
import type { Activity, ActivityLine } from '../../../../main/core/activity/activity-entry';

const entries: readonly Activity[] = [
  { atMs: 5, kind: 'app', text: 'app' },
  { atMs: 4, kind: 'refresh', profileId: 'main', text: 'worked' },
  { atMs: 3, kind: 'refresh', profileId: 'main', text: 'failed', isProblem: true },
  { atMs: 2, kind: 'token', profileId: 'hedge', text: 'copied' },
];

describe('the filter', () => {
  it.each<[ActivityFilter, readonly string[]]>([
    [{}, ['app', 'worked', 'failed', 'copied']],
    [{ profileId: 'main' }, ['worked', 'failed']],
    [{ kind: 'token' }, ['copied']],
    [{ onlyProblems: true }, ['failed']],
    [{ onlyProblems: false, kind: 'app' }, ['app']],
    [{ profileId: 'hedge', kind: 'refresh' }, []],
  ])('%j leaves %j', (filter, texts) => {
    expect(entries.filter((entry) => isWanted(entry, filter)).map(({ text }) => text)).toEqual(texts);
  });
});

describe('the wanted entries', () => {
  async function* lines(): AsyncGenerator<ActivityLine> {
    yield { atMs: 6, profileId: 'main', watchedMs: 1, validMs: 1 };
    yield* entries;
  }

  it.each([
    [4, 4, false],
    [3, 3, true],
    [9, 4, false],
  ])('are at most %i: %i of them, more: %s', async (most, count, hasMore) => {
    const found = await wantedEntries(lines(), {}, most);
    expect([found.entries.length, found.hasMore]).toEqual([count, hasMore]);
  });
});
