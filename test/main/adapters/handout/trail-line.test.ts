import { describe, expect, it } from 'vitest';
import { readTrailLine, TRAIL_VERSIONS, writeTrailLine } from '../../../../main/adapters/handout/trail-line';
import type { TrailEntry } from '../../../../main/handout/trail-entry';
import { BOT } from '../../../support/make-handout';

const entry: TrailEntry = {
  id: 7,
  atMs: 1,
  lastAtMs: 2,
  count: 3,
  event: 'refused',
  via: 'socket',
  consumer: {
    ...BOT,
    kind: 'child',
    pid: 5,
    exe: '/usr/bin/bot',
    unit: 'bot.service',
    lentBy: { ...BOT, isForwarded: true },
  },
  profileId: 'main',
  kind: 'refresh',
  code: 'DENIED',
  reason: 'a line\nand "another"',
};

describe('a line of the trail', () => {
  it('is one line, and is read back unchanged', () => {
    const line = writeTrailLine(entry);
    expect([line.includes('\n'), readTrailLine(line)]).toEqual([false, entry]);
    expect(JSON.parse(line)).toMatchObject({ version: 1, id: 7 });
    expect(TRAIL_VERSIONS.current).toBe(1);
  });

  it('needs no more than what every entry has', () => {
    const { id, atMs, lastAtMs, count, event, via } = entry;
    const small = { id, atMs, lastAtMs, count, event, via, consumer: BOT };
    expect(readTrailLine(writeTrailLine(small))).toEqual(small);
  });

  it.each([
    ['cut short', writeTrailLine(entry).slice(0, -2)],
    ['of no version', JSON.stringify(entry)],
    ['of a later version', JSON.stringify({ ...entry, version: 2 })],
    ['no object', '[]'],
    ['without a number', JSON.stringify({ ...entry, version: 1, id: undefined })],
    [
      'with a number that cannot be counted on from',
      JSON.stringify({ ...entry, version: 1, id: Number.MAX_SAFE_INTEGER }),
    ],
    ['of no date that there is', JSON.stringify({ ...entry, version: 1, atMs: 1e300 })],
    ['with an event that is not known', JSON.stringify({ ...entry, version: 1, event: 'x' })],
    ['of another program', 'hello'],
  ])('is none where it is %s', (_what, line) => {
    expect(readTrailLine(line)).toBeUndefined();
  });
});
