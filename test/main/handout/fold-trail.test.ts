import { describe, expect, it } from 'vitest';
import { chooseEntries, findGaps, Folding, foldKey, isWanted } from '../../../main/handout/fold-trail';
import type { TrailEntry } from '../../../main/handout/trail-entry';
import { BOT } from '../../support/make-handout';

const NOON = Date.UTC(2026, 2, 1, 12);

function entry(id: number, more: Partial<TrailEntry> = {}): TrailEntry {
  const atMs = more.atMs ?? NOON + id * 1000;
  const base = { event: 'handed-out', via: 'socket', consumer: BOT, profileId: 'main', kind: 'access' } as const;
  return { id, count: 1, lastAtMs: atMs, ...base, ...more, atMs };
}
function foldEntries(newestFirst: readonly TrailEntry[]): readonly TrailEntry[] {
  const folding = new Folding();
  for (const each of [...newestFirst].reverse()) folding.add(each);
  return folding.newestFirst();
}
const newestFirst = (...entries: TrailEntry[]): TrailEntry[] => entries.reverse();
const shown = (entries: readonly TrailEntry[]) =>
  entries.map(({ id, count, lastAtMs }) => [id, count, lastAtMs - NOON]);

describe('folding', () => {
  it('makes one entry of identical ones within a minute of the first', () => {
    const entries = newestFirst(
      entry(1, { atMs: NOON }),
      entry(2, { atMs: NOON + 1000, consumer: { ...BOT, pid: 7 } }),
      entry(3, { atMs: NOON + 2000, lastAtMs: NOON + 59_000, count: 98 }),
      entry(4, { atMs: NOON + 60_000 }),
      entry(5, { atMs: NOON + 61_000 }),
    );
    expect(shown(foldEntries(entries))).toEqual([
      [4, 2, 61_000],
      [1, 100, 59_000],
    ]);
  });

  it('keeps the order of the first ones, also between others', () => {
    const other = { ...BOT, programId: 'other' };
    const entries = newestFirst(entry(1), entry(2, { consumer: other }), entry(3), entry(4, { consumer: other }));
    expect(shown(foldEntries(entries)).map(([id, count]) => [id, count])).toEqual([
      [2, 2],
      [1, 2],
    ]);
    // So that no number looks like a removed entry.
    expect(foldEntries(entries).map(({ id, lastId }) => [id, lastId])).toEqual([
      [2, 4],
      [1, 3],
    ]);
    const ofDemo = foldEntries([entry(0, { atMs: NOON }), entry(0, { atMs: NOON })]);
    expect(ofDemo.map(({ id, count, lastId }) => [id, count, lastId])).toEqual([[0, 2, undefined]]);
  });

  it('ends at an opposite entry of the same program and account, even if a filter hides that one', () => {
    const [allowed, blocked] = [{ event: 'allowed' }, { event: 'blocked' }] as const;
    const entries = newestFirst(
      entry(1, allowed),
      entry(2, blocked),
      entry(3, { event: 'refused' }),
      entry(4, allowed),
      entry(5),
    );
    expect(shown(foldEntries(entries)).map(([id, count]) => [id, count])).toEqual([5, 4, 3, 2, 1].map((id) => [id, 1]));
    expect(shown(chooseEntries(entries, { event: 'allowed' })).map(([id]) => id)).toEqual([4, 1]);
  });

  it.each<[string, Partial<TrailEntry>]>([
    ['event', { event: 'refused' }],
    ['way', { via: 'command-line' }],
    ['account', { profileId: 'second' }],
    ['kind', { kind: 'refresh' }],
    ['rule', { rule: 'first use, told' }],
    ['code', { code: 'DENIED' }],
    ['reason', { reason: 'x' }],
    ['token', { tag: '00000001' }],
    ['session', { consumer: { ...BOT, sessionId: 'tty2' } }],
  ])('tells apart by %s', (_what, more) => {
    expect(foldKey(entry(1, more))).not.toBe(foldKey(entry(1)));
  });

  it('ignores differences in process and time left', () => {
    expect(foldKey(entry(1, { consumer: { ...BOT, pid: 1 }, validForMs: 5 }))).toBe(foldKey(entry(2)));
  });
});

it.each<[string, Parameters<typeof isWanted>[1], boolean]>([
  ['all', {}, true],
  ['its account', { profileId: 'main' }, true],
  ['another account', { profileId: 'second' }, false],
  ['a part of its name', { consumer: 'BOT IN' }, true],
  ['its program', { consumer: BOT.programId }, true],
  ['another program', { consumer: 'other' }, false],
  ['its tag', { tag: '00000001' }, true],
  ['another tag', { tag: '00000002' }, false],
  ['its event', { event: 'handed-out' }, true],
  ['another event', { event: 'refused' }, false],
])('wants of an entry %s: %s', (_what, filter, expected) => {
  expect(isWanted(entry(1, { tag: '00000001' }), filter)).toBe(expected);
});

it('includes entries about all accounts, whatever account the filter names', () => {
  expect(isWanted(entry(1, { profileId: undefined, event: 'paused' }), { profileId: 'main' })).toBe(true);
});

it('applies the filters for time and number to the merged entries', () => {
  const entries = foldEntries(
    newestFirst(entry(1, { atMs: NOON }), entry(2, { atMs: NOON + 30_000 }), entry(3, { atMs: NOON + 90_000 })),
  );
  expect(shown(chooseEntries(entries, { sinceMs: NOON + 30_000 })).map(([id]) => id)).toEqual([3, 1]);
  expect(shown(chooseEntries(entries, { sinceMs: NOON + 30_001 })).map(([id]) => id)).toEqual([3]);
  expect(chooseEntries(entries, { most: 1 })).toHaveLength(1);
});

it('reports which numbers are missing, and not those before the first and of those without a number', () => {
  const entries = newestFirst(entry(5), entry(7), entry(8), entry(0), entry(12));
  expect(findGaps(entries)).toEqual([
    'Entries 9 to 11 are missing: lost, damaged or taken out, between 2026-03-01T12:00:08.000Z and 2026-03-01T12:00:12.000Z.',
    'Entry 6 is missing: lost, damaged or taken out, between 2026-03-01T12:00:05.000Z and 2026-03-01T12:00:07.000Z.',
  ]);
  expect(findGaps(entries, NOON + 8000)).toHaveLength(1);
  expect(findGaps(newestFirst(entry(1), entry(1), entry(2, { atMs: 1e20 }), entry(4)))[0]).toContain('an unknown time');
});
