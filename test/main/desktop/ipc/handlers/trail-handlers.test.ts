import { describe, expect, it } from 'vitest';
import { createTrailHandlers } from '../../../../../main/desktop/ipc/handlers/trail-handlers';
import type { TrailFilter } from '../../../../../main/handout/handout-state';
import type { TrailEntry } from '../../../../../main/handout/trail-entry';
import { CALL_SCHEMAS } from '../../../../../preload/contract/schemas';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { TestServices } from '../../../../support/make-services';

const entry = (id: number, change: Partial<TrailEntry> = {}): TrailEntry => ({
  id,
  atMs: FAKE_START_MS,
  lastAtMs: FAKE_START_MS,
  count: 1,
  event: 'handed-out',
  via: 'socket',
  consumer: { kind: 'program', programId: 'bot', sessionId: 'tty 3', name: 'bot\u202e.py', pid: 42, exe: '/x/bot' },
  profileId: 'default',
  ...change,
});

/** With these entries, newest first. */
async function keeping(...entries: readonly TrailEntry[]) {
  const services = await new TestServices().signedIn();
  const { registry, files, clock } = services;
  const kept = { gaps: [] as readonly string[], questions: [] as TrailFilter[] };
  const query = async (filter: TrailFilter) => {
    kept.questions.push(filter);
    return entries.slice(0, filter.most);
  };
  const trail = { query, look: async (filter: TrailFilter) => ({ entries: await query(filter), gaps: kept.gaps }) };
  return { services, kept, calls: createTrailHandlers({ registry, files, clock, handout: { trail } }) };
}

describe('the calls about the trail', () => {
  it('list what is asked for, say whether there is more, and where lines are missing', async () => {
    const { kept, calls } = await keeping(entry(9), entry(8), entry(4));
    kept.gaps = Array.from({ length: 300 }, (_, index) => `${index}`);
    const reply = await calls.listTrail({ most: 2, tag: '0123abcd', consumer: 'bot' });
    expect(CALL_SCHEMAS.listTrail.reply.parse(reply)).toEqual(reply);
    expect(kept.questions).toEqual([{ most: 3, tag: '0123abcd', consumer: 'bot' }]);
    expect([reply.entries.map(({ id }) => id), reply.hasMore, reply.gaps.length]).toEqual([[9, 8], true, 100]);
    expect((await calls.listTrail({ most: 3 })).hasMore).toBe(false);
  });

  it('name the accounts that were removed', async () => {
    const { services, calls } = await keeping();
    await services.registry.add('foo', 'Bert');
    await services.registry.remove('foo');
    const reply = await calls.listTrail({ most: 2 });
    expect(CALL_SCHEMAS.listTrail.reply.parse(reply)).toMatchObject({ removed: [{ id: 'foo', name: 'Bert' }] });
  });

  it('show who asked, what more is known of it, and why it was decided so', async () => {
    const { calls } = await keeping(
      entry(3, { rule: 'allowed always', reason: 'a\u2028b', kind: 'access', validForMs: 5, tag: '0123abcd' }),
      entry(2, { event: 'refused', code: 'NOT_ANSWERED' }),
      entry(1, {
        consumer: { kind: 'program', programId: 'ssh', sessionId: 's', name: 'ssh', isForwarded: true },
        profileId: undefined,
      }),
    );
    const { entries } = await calls.listTrail({ most: 9 });
    expect(entries[0]).toEqual({
      ...{ id: 3, atMs: FAKE_START_MS, lastAtMs: FAKE_START_MS, count: 1, event: 'handed-out', via: 'socket' },
      program: 'bot\uFFFD.py',
      facts: [
        { name: 'Process', value: '42' },
        { name: 'Runs from', value: '/x/bot' },
      ],
      ...{ profileId: 'default', kind: 'access', validForMs: 5, tag: '0123abcd' },
      ...{ because: 'allowed always', reason: 'a\uFFFDb' },
    });
    expect(entries[1]?.because).toMatch(/./);
    expect(entries[2]?.facts).toEqual([{ name: 'Came via', value: 'ssh' }]);
  });

  it.each([
    ['csv', /^\uFEFFid,last_id,time/],
    ['jsonl', /^\{"at":"2026/],
  ] as const)('save all of it as %s', async (format, begin) => {
    const { services, kept, calls } = await keeping(entry(2), entry(1));
    services.chosenPath = `/home/you/trail.${format}`;
    expect(await calls.exportTrail({ format, event: 'handed-out' })).toEqual({ path: services.chosenPath, count: 2 });
    expect(kept.questions).toEqual([{ event: 'handed-out', most: Infinity }]);
    expect(Buffer.from(services.written.get(services.chosenPath) ?? []).toString()).toMatch(begin);
  });

  it('save nothing where the person cancels', async () => {
    const { services, calls } = await keeping(entry(1));
    services.chosenPath = undefined;
    await expect(calls.exportTrail({ format: 'csv' })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(services.written.size).toBe(0);
  });
});
