import { describe, expect, it } from 'vitest';
import type { TrailEntry } from '../../../main/handout/trail-entry';
import { trailCsv, trailJsonLines } from '../../../main/handout/trail-export';

const ENTRY: TrailEntry = {
  id: 7,
  atMs: Date.UTC(2026, 2, 1, 12),
  lastAtMs: Date.UTC(2026, 2, 1, 12, 0, 50),
  count: 12,
  event: 'handed-out',
  via: 'socket',
  consumer: {
    kind: 'program',
    programId: '/usr/bin/python3 bot.py',
    sessionId: 'tty 3',
    name: '=cmd|calc\u202e',
    pid: 4711,
    exe: '/usr/bin/python3',
    tty: 'pts/3',
  },
  profileId: 'default',
  kind: 'access',
  validForMs: 719_999,
  rule: 'allowed always',
  reason: 'daily, report',
  tag: '3fa9c210',
};

describe('the trail as a table', () => {
  it('has a row for each entry, with the name of its account, and nothing that a spreadsheet would run', () => {
    const [head, row, end] = trailCsv([ENTRY], (id) => `account ${id}`).split('\r\n');
    expect(head).toMatch(/^\uFEFFid,last_id,time,last_time,count,event,via,account,program,/);
    expect(row).toBe(
      '7,,2026-03-01T12:00:00.000Z,2026-03-01T12:00:50.000Z,12,handed-out,socket,account default,' +
        '\'=cmd|calc\uFFFD,/usr/bin/python3 bot.py,4711,/usr/bin/python3,,,,pts/3,access,719,allowed always,,"daily, report",3fa9c210,',
    );
    expect(end).toBe('');
  });

  it('is in the order of time', () => {
    const rows = trailCsv([{ ...ENTRY, id: 8 }, ENTRY], (id) => id).split('\r\n');
    expect(rows.slice(1, 3).map((row) => row.split(',')[0])).toEqual(['7', '8']);
  });

  it('leaves empty what is not known', () => {
    const { consumer } = ENTRY;
    const bare: TrailEntry = {
      ...{ id: 8, atMs: 0, lastAtMs: 0, count: 1, event: 'paused', via: 'window' },
      consumer: { kind: 'person', programId: 'p', sessionId: 's', name: consumer.name },
    };
    const [, row] = trailCsv([bare], (id) => id).split('\r\n');
    expect(row?.split(',').slice(6)).toEqual([
      'window',
      '',
      "'=cmd|calc\uFFFD",
      'p',
      ...Array.from({ length: 13 }, () => ''),
    ]);
  });
});

describe('the trail as JSON lines', () => {
  it('has an object for each entry, with times that people read', () => {
    const lines = trailJsonLines([{ ...ENTRY, id: 8 }, ENTRY]).split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      at: '2026-03-01T12:00:00.000Z',
      lastAt: '2026-03-01T12:00:50.000Z',
      ...{ id: 7, atMs: ENTRY.atMs, lastAtMs: ENTRY.lastAtMs },
      consumer: { pid: 4711 },
      tag: '3fa9c210',
    });
  });
});
