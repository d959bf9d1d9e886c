import { describe, expect, it } from 'vitest';
import { KeptTrail } from '../../../main/handout/kept-trail';
import type { NewTrailEntry } from '../../../main/handout/trail-entry';
import { FakeClock, settle } from '../../support/fakes/clock/fake-clock';
import { MemoryTrailFile } from '../../support/fakes/handout/memory-trail-file';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import { BOT } from '../../support/make-handout';

const OUT: NewTrailEntry = { event: 'handed-out', via: 'socket', consumer: BOT, profileId: 'main', kind: 'access' };
const REFUSED: NewTrailEntry = { ...OUT, event: 'refused', code: 'PAUSED' };

function setUp(file = new MemoryTrailFile(), isLineNeeded = false) {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const tags = { tagOf: () => '0a1b2c3d' };
  const isForThisRun = (profileId: string) => profileId === 'demo';
  const trail = new KeptTrail({ file, tags, isForThisRun, isLineNeeded, clock, logger });
  const counts = async () => (await trail.query({})).map(({ event, count }) => [event, count]);
  return { clock, logger, file, trail, counts };
}

describe('the trail', () => {
  it('shows an entry at once and writes it soon; entries of one turn are written together', async () => {
    const { trail, file } = setUp();
    trail.add(OUT);
    trail.add(REFUSED);
    expect((await trail.query({})).map(({ id, event }) => [id, event])).toEqual([
      [2, 'refused'],
      [1, 'handed-out'],
    ]);
    await settle();
    expect([file.writes, file.entries.length]).toEqual([1, 2]);
  });

  it('counts repeats for a minute without a write, and then writes them as one', async () => {
    const { trail, file, clock, counts } = setUp();
    for (let call = 0; call < 1000; call++) {
      trail.add(OUT);
      await clock.advance(50);
    }
    expect([await counts(), file.writes, clock.timerCount]).toEqual([[['handed-out', 1000]], 1, 1]);
    await clock.advance(10_000);
    expect([await counts(), file.writes, clock.timerCount]).toEqual([[['handed-out', 1000]], 2, 0]);
    expect(file.entries.map(({ count }) => count)).toEqual([1, 999]);
    trail.add(OUT);
    expect(await counts()).toEqual([
      ['handed-out', 1],
      ['handed-out', 1000],
    ]);
  });

  it('has no timer while nothing is repeated', async () => {
    const { trail, clock } = setUp();
    trail.add(OUT);
    trail.add(REFUSED);
    await settle();
    expect(clock.requestedDelaysMs).toEqual([]);
  });

  it('writes repeats when requested, at its end, and when the next minute begins without its timer', async () => {
    const { trail, file, clock } = setUp();
    trail.add(OUT);
    trail.add(OUT);
    await trail.flush();
    expect(file.entries.map(({ count }) => count)).toEqual([1, 1]);
    trail.add(OUT);
    trail.add(OUT);
    clock.freeze(60_000);
    trail.add(OUT);
    await settle();
    expect(file.entries.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
    trail.add(OUT);
    await trail.dispose();
    expect([file.entries.length, clock.timerCount]).toEqual([6, 0]);
  });

  it('begins a new entry after an opposite one, in the order in which they came', async () => {
    const { trail, file, counts } = setUp();
    for (const entry of [OUT, OUT, REFUSED, REFUSED, OUT]) trail.add(entry);
    const inOrder = [
      ['handed-out', 1],
      ['refused', 2],
      ['handed-out', 2],
    ];
    expect(await counts()).toEqual(inOrder);
    await trail.flush();
    expect(await counts()).toEqual(inOrder);
    expect(file.entries.map(({ event, count }) => [event, count])).toEqual([
      ['handed-out', 1],
      ['handed-out', 1],
      ['refused', 1],
      ['refused', 1],
      ['handed-out', 1],
    ]);
  });

  it('folds what many programs have written', async () => {
    const { trail, file, counts } = setUp();
    for (let pid = 0; pid < 100; pid++) {
      const other = setUp(file);
      other.trail.add({ ...OUT, consumer: { ...BOT, pid } });
      await other.trail.flush();
    }
    expect([file.writes, await counts()]).toEqual([100, [['handed-out', 100]]]);
    expect((await trail.look({})).gaps).toEqual([]);
  });

  it('reports what is missing', async () => {
    const { trail, file } = setUp();
    for (const reason of ['a', 'b', 'c']) trail.add({ ...OUT, reason });
    await trail.flush();
    file.entries.splice(1, 1);
    expect((await trail.look({})).gaps).toEqual([expect.stringContaining('Entry 2 is missing')]);
  });

  it('keeps what cannot be written, tries it again with the next entry, and says so once', async () => {
    const { trail, file, logger, counts } = setUp();
    file.failure = 'STORAGE_FULL';
    trail.add(OUT);
    await settle();
    trail.add(REFUSED);
    await settle();
    await expect(trail.flush()).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect([file.entries, logger.lines.length]).toEqual([[], 1]);
    file.failure = undefined;
    expect(await counts()).toEqual([
      ['refused', 1],
      ['handed-out', 1],
    ]);
    trail.add({ ...OUT, via: 'window' });
    await settle();
    expect(file.entries.map(({ id, via }) => [id, via])).toEqual([
      [1, 'socket'],
      [2, 'socket'],
      [3, 'window'],
    ]);
    await trail.flush();
  });

  it('keeps no more than a thousand entries that cannot be written', async () => {
    const { trail, file } = setUp();
    file.failure = 'STORAGE_FULL';
    for (let call = 0; call < 1200; call++) trail.add({ ...OUT, reason: String(call) });
    file.failure = undefined;
    await trail.flush();
    expect([file.entries.length, file.entries[0]?.reason]).toEqual([1000, '200']);
  });

  it('leaves nothing of the demo behind', async () => {
    const { trail, file } = setUp();
    trail.add({ ...OUT, profileId: 'demo' });
    trail.add(OUT);
    await trail.flush();
    expect(file.entries.map(({ profileId }) => profileId)).toEqual(['main']);
    expect((await trail.query({})).map(({ id, profileId }) => [id, profileId])).toEqual([
      [1, 'main'],
      [0, 'demo'],
    ]);
  });

  it('calls its listeners for each entry', () => {
    const { trail } = setUp();
    let count = 0;
    const stop = trail.onChange(() => void count++);
    trail.add(OUT);
    trail.add(OUT);
    stop();
    trail.add(OUT);
    expect(count).toBe(2);
  });

  it('continues counting after the clock was set back', async () => {
    const { trail, clock, counts } = setUp();
    trail.add(OUT);
    clock.jumpWall(-3_600_000);
    trail.add(OUT);
    trail.add(OUT);
    expect(await counts()).toEqual([
      ['handed-out', 2],
      ['handed-out', 1],
    ]);
    await clock.advance(60_000);
    expect(clock.timerCount).toBe(0);
  });

  it('fails where what is written cannot be read', async () => {
    const { trail, file } = setUp();
    file.failure = 'STORAGE_DENIED';
    await expect(trail.query({})).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
    expect(trail.tagOf({ expose: () => 'x' })).toBe('0a1b2c3d');
  });
});
