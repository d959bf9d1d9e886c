// The entry of a token that is about to leave comes first.
import { describe, expect, it } from 'vitest';
import { KeptTrail } from '../../../main/handout/kept-trail';
import type { NewTrailEntry } from '../../../main/handout/trail-entry';
import { FakeClock, settle } from '../../support/fakes/clock/fake-clock';
import { MemoryTrailFile } from '../../support/fakes/handout/memory-trail-file';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import { createGate } from '../../support/gate';
import { BOT } from '../../support/make-handout';

const OUT: NewTrailEntry = { event: 'handed-out', via: 'socket', consumer: BOT, profileId: 'main', kind: 'access' };

function setUp({ isLineNeeded = false } = {}) {
  const [clock, logger, file] = [new FakeClock(), new RecordingLogger(), new MemoryTrailFile()];
  const tags = { tagOf: () => '0a1b2c3d' };
  const isForThisRun = (profileId: string) => profileId === 'demo';
  const trail = new KeptTrail({ file, tags, isForThisRun, isLineNeeded, clock, logger });
  return { clock, file, trail };
}

describe.each([false, true])('the line of a token (needed: %s)', (isLineNeeded) => {
  it('is on the disk when the wait for it ends; repeats need none', async () => {
    const { trail, file, clock } = setUp({ isLineNeeded });
    await trail.addBeforeHandout(OUT);
    expect([file.entries.length, clock.timerCount]).toEqual([1, 0]);
    for (let call = 0; call < 100; call++) expect(trail.addBeforeHandout(OUT)).toBeUndefined();
    expect(file.writes).toBe(1);
  });

  it('is waited for by repeats, too, while it is being written', async () => {
    const { trail, file } = setUp({ isLineNeeded });
    const gate = createGate();
    file.isTaken = gate.opened;
    const ended: string[] = [];
    void trail.addBeforeHandout(OUT)?.then(() => ended.push('first'));
    void trail.addBeforeHandout(OUT)?.then(() => ended.push('repeat'));
    await settle();
    expect(ended).toEqual([]);
    gate.open();
    await settle();
    expect([ended, file.entries.length, trail.trouble]).toEqual([['first', 'repeat'], 1, undefined]);
  });

  it('is not waited for with the demo account, which writes none', () => {
    expect(setUp({ isLineNeeded }).trail.addBeforeHandout({ ...OUT, profileId: 'demo' })).toBeUndefined();
  });
});

describe('where no token leaves without it', () => {
  it('a token whose line cannot be written is refused, also repeats, until the disk accepts it', async () => {
    const { trail, file } = setUp({ isLineNeeded: true });
    file.failure = 'STORAGE_FULL';
    for (let call = 0; call < 2; call++) {
      await expect(trail.addBeforeHandout(OUT)).rejects.toMatchObject({
        code: 'STORAGE_FULL',
        message: expect.stringContaining('without it no token is handed out'),
      });
    }
    file.failure = undefined;
    await trail.addBeforeHandout(OUT);
    expect([file.entries.length, trail.addBeforeHandout(OUT)]).toEqual([1, undefined]);
  });

  it('a disk that does not answer is waited for', async () => {
    const { trail, file, clock } = setUp({ isLineNeeded: true });
    const gate = createGate();
    file.isTaken = gate.opened;
    let isOver = false;
    void trail.addBeforeHandout(OUT)?.then(() => (isOver = true));
    await clock.advance(10_000);
    expect(isOver).toBe(false);
    gate.open();
    await settle();
    expect(isOver).toBe(true);
  });
});

describe('in the app', () => {
  it('a disk that fails delays nobody, and is a problem that the trail reports', async () => {
    const { trail, file } = setUp();
    let told = 0;
    trail.onChange(() => void told++);
    file.failure = 'STORAGE_FULL';
    await trail.addBeforeHandout(OUT);
    expect([trail.trouble?.code, told]).toEqual(['STORAGE_FULL', 2]);
    expect(trail.addBeforeHandout({ ...OUT, reason: 'x' })).toBeUndefined();
    await settle();
    file.failure = undefined;
    // During the failure the file cannot be read either.
    const { gaps } = await trail.look({});
    expect(gaps).toEqual([expect.stringContaining('2 entries are not on the disk')]);
    await trail.flush();
    expect([trail.trouble, (await trail.look({})).gaps]).toEqual([undefined, []]);
  });

  it('a disk that does not answer delays the first token for a moment and no later one, until it answers', async () => {
    const { trail, file, clock } = setUp();
    const gate = createGate();
    file.isTaken = gate.opened;
    let isOver = false;
    void trail.addBeforeHandout(OUT)?.then(() => (isOver = true));
    await clock.advance(249);
    expect([isOver, trail.trouble]).toEqual([false, undefined]);
    await clock.advance(1);
    expect([isOver, trail.trouble]).toEqual([true, undefined]);
    expect(trail.addBeforeHandout({ ...OUT, reason: 'x' })).toBeUndefined();
    expect((await trail.look({})).gaps).toEqual([expect.stringContaining('2 entries are not on the disk')]);
    gate.open();
    await settle();
    expect([trail.trouble, file.entries.length]).toEqual([undefined, 2]);
    expect(trail.addBeforeHandout({ ...OUT, reason: 'y' })).toBeInstanceOf(Promise);
  });

  it('a disk is reported only when it does not answer for seconds: a busy one is often late for a moment', async () => {
    const { trail, file, clock } = setUp();
    const gate = createGate();
    file.isTaken = gate.opened;
    void trail.addBeforeHandout(OUT);
    await clock.advance(250 + 4_999);
    expect(trail.trouble).toBeUndefined();
    await clock.advance(1);
    expect(trail.trouble?.code).toBe('TIMEOUT');
    gate.open();
    await settle();
    expect([trail.trouble, clock.timerCount]).toEqual([undefined, 0]);
  });
});
