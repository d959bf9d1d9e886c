import { describe, expect, it } from 'vitest';
import { KeptTrail } from '../../../main/handout/kept-trail';
import type { NewTrailEntry, TrailEntry } from '../../../main/handout/trail-entry';
import { TrailReader } from '../../../main/handout/trail-reader';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { MemoryTrailFile } from '../../support/fakes/handout/memory-trail-file';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import { BOT } from '../../support/make-handout';

const OUT: NewTrailEntry = { event: 'handed-out', via: 'socket', consumer: BOT, profileId: 'main', kind: 'access' };

function setUp(count: number) {
  const clock = new FakeClock();
  let begun = 0;
  const entries = Array.from({ length: count }, (_, index): TrailEntry => {
    const atMs = (count - index) * 1000;
    return { ...OUT, id: count - index, atMs, lastAtMs: atMs, count: 1, reason: String(index % 3) };
  });
  const reader = new TrailReader({
    file: {
      newestFirst: async function* () {
        begun++;
        yield* entries;
      },
      rest: () => new Promise((resolve) => setImmediate(resolve)),
    },
    settled: async () => undefined,
    unwritten: () => [],
    ofThisRun: () => [],
    words: () => [],
    clock,
  });
  return { clock, reader, entries, begun: () => begun };
}

/** How often other code had a turn during `work`. */
async function roundsOf(work: Promise<unknown>): Promise<number> {
  let isOver = false;
  void work.finally(() => (isOver = true));
  let rounds = 0;
  for (; !isOver; rounds++) await new Promise((resolve) => setImmediate(resolve));
  return rounds;
}

describe('reading a long trail', () => {
  it('does not block the event loop, however many readers there are', async () => {
    const { reader } = setUp(13_000);
    // While it is read, and while entries are merged.
    expect(await roundsOf(reader.look({}))).toBeGreaterThan(2 * 20);
    expect(await roundsOf(Promise.all(Array.from({ length: 80 }, () => reader.look({}))))).toBeGreaterThan(2 * 20 + 80);
  });

  it('is done once for all waiting readers, and again for later ones', async () => {
    const { reader, begun } = setUp(1200);
    const first = reader.look({});
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun()).toBe(1);
    const views = await Promise.all([first, ...Array.from({ length: 20 }, () => reader.look({ most: 1 }))]);
    expect([begun(), views.at(-1)?.entries.length]).toEqual([2, 1]);
  });

  it('answers later pages from it for some seconds', async () => {
    const { reader, begun, clock } = setUp(3);
    await reader.look({}, 'first');
    await clock.advance(4_000);
    await reader.look({}, 'later');
    await clock.advance(4_000);
    await reader.look({}, 'later');
    expect(begun()).toBe(1);
    await clock.advance(5_000);
    await reader.look({}, 'later');
    expect([begun(), clock.timerCount]).toEqual([2, 1]);
    reader.dispose();
    expect(clock.timerCount).toBe(0);
  });

  it('fails for all who wait for it, and not for the next', async () => {
    const file = new MemoryTrailFile();
    const clock = new FakeClock();
    const logger = new RecordingLogger();
    const trail = new KeptTrail({ file, tags: { tagOf: () => '' }, isForThisRun: () => false, clock, logger });
    file.failure = 'STORAGE_DENIED';
    const failed = { status: 'rejected', reason: { code: 'STORAGE_DENIED' } };
    expect(await Promise.allSettled([trail.look({}), trail.look({})])).toMatchObject([failed, failed]);
    file.failure = undefined;
    expect(await trail.look({})).toEqual({ entries: [], gaps: [] });
  });
});
