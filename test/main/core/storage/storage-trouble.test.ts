// The retry delays and the shown state alone. In the whole storage: profile-storage.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { StorageTrouble } from '../../../../main/core/storage/storage-trouble';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const locked = new AxiomTokenError('STORAGE_LOCKED');
const full = new AxiomTokenError('STORAGE_FULL');

function setUp(random = 0.75) {
  const clock = new FakeClock();
  const trouble = new StorageTrouble({ clock, random: () => random });
  const called: string[] = [];
  const call = (name: string) => () => void called.push(name);
  return { clock, trouble, called, call };
}

describe('a failure', () => {
  it('is none before the first call', () => {
    const { clock, trouble } = setUp();
    expect([trouble.failure, trouble.isShown, clock.timerCount]).toEqual([undefined, false, 0]);
  });

  it('is shown at once, and as INTERNAL when nobody of ours has thrown it', () => {
    const { trouble } = setUp();
    trouble.add(locked, () => undefined, false);
    expect([trouble.failure, trouble.isShown]).toEqual([locked, true]);
    const foreign = new Error('a surprise');
    trouble.add(foreign, () => undefined, false);
    expect(trouble.failure).toMatchObject({ code: 'INTERNAL', cause: foreign });
  });

  it('is tried again once, not for ever', async () => {
    const { clock, trouble, called, call } = setUp();
    trouble.add(locked, call('retry'), false);
    await clock.advance(749);
    expect(called).toEqual([]);
    await clock.advance(1);
    await clock.advance(600_000);
    expect(called).toEqual(['retry']);
  });

  it.each([
    [0.75, [750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000]],
    [0.25, [500, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]],
    [0, [500, 500, 500, 500, 500, 500, 500, 500]],
  ])('after failures in a row, with chance %f, waits %j ms', (random, waits) => {
    const { clock, trouble } = setUp(random);
    for (const _wait of waits) trouble.add(locked, () => undefined, false);
    expect(clock.requestedDelaysMs).toEqual(waits);
  });

  it('takes the place of the one before, with one retry for both', async () => {
    const { clock, trouble, called, call } = setUp();
    trouble.add(locked, call('first'), false);
    trouble.add(full, call('second'), false);
    expect([trouble.failure, clock.timerCount]).toEqual([full, 1]);
    await clock.advance(60_000);
    expect(called).toEqual(['second']);
  });

  it('is over with a success: no retry is left, and the waits begin anew', () => {
    const { clock, trouble } = setUp();
    for (let count = 0; count < 5; count++) trouble.add(locked, () => undefined, false);
    trouble.end();
    expect([trouble.failure, trouble.isShown, clock.timerCount]).toEqual([undefined, false, 0]);
    trouble.add(locked, () => undefined, false);
    expect(clock.requestedDelaysMs.at(-1)).toBe(750);
  });

  it('is over while something else still fails: the waits go on growing', () => {
    const { clock, trouble } = setUp();
    trouble.retryLater(() => undefined);
    trouble.endFailure();
    expect([trouble.failure, trouble.isShown, clock.timerCount]).toEqual([undefined, false, 0]);
    trouble.retryLater(() => undefined);
    expect(clock.requestedDelaysMs).toEqual([750, 1_500]);
  });
});

describe('a write', () => {
  it('is shown from its first second on, told once, until it is over', async () => {
    const { clock, trouble, called, call } = setUp();
    trouble.beginWrite(call('changed'));
    await clock.advance(999);
    expect([trouble.isShown, called]).toEqual([false, []]);
    await clock.advance(1);
    expect([trouble.isShown, called]).toEqual([true, ['changed']]);
    trouble.endWrite();
    expect([trouble.isShown, trouble.failure]).toEqual([false, undefined]);
  });

  it('that is over in time is never told', async () => {
    const { clock, trouble, called, call } = setUp();
    trouble.beginWrite(call('changed'));
    await clock.advance(999);
    trouble.endWrite();
    await clock.advance(60_000);
    expect([trouble.isShown, called, clock.timerCount]).toEqual([false, [], 0]);
  });

  it('that is over leaves its failure shown', () => {
    const { trouble } = setUp();
    trouble.beginWrite(() => undefined);
    trouble.add(full, () => undefined, false);
    trouble.endWrite();
    expect([trouble.isShown, trouble.failure]).toEqual([true, full]);
  });
});

describe('after dispose', () => {
  it('nothing that waits is called', async () => {
    const { clock, trouble, called, call } = setUp();
    trouble.beginWrite(call('changed'));
    trouble.add(locked, call('retry'), false);
    expect(clock.timerCount).toBe(2);
    trouble.dispose();
    expect(clock.timerCount).toBe(0);
    await clock.advance(60_000);
    expect(called).toEqual([]);
  });

  it('a failure is still noted, but no timer is made for anything', () => {
    const { clock, trouble } = setUp();
    trouble.dispose();
    trouble.beginWrite(() => undefined);
    trouble.add(full, () => undefined, false);
    expect([trouble.failure, clock.requestedDelaysMs]).toEqual([full, []]);
  });
});

describe('what looks damaged where another program may be writing', () => {
  const damaged = new AxiomTokenError('STORAGE_CORRUPT');

  it('is asked again every second and not shown for five', async () => {
    const { clock, trouble } = setUp();
    const retry = () => trouble.add(damaged, retry, true);
    retry();
    await clock.advance(4_999);
    expect([trouble.isSettling, trouble.isShown, trouble.failure]).toEqual([true, false, damaged]);
    expect(clock.requestedDelaysMs).toEqual([1_000, 1_000, 1_000, 1_000, 1_000]);
    await clock.advance(1);
    expect([trouble.isSettling, trouble.isShown]).toEqual([false, true]);
    expect(clock.requestedDelaysMs.at(-1)).toBeGreaterThan(1_000);
  });

  it('has its time again after a success', async () => {
    const { clock, trouble } = setUp();
    trouble.add(damaged, () => undefined, true);
    await clock.advance(5_000);
    trouble.end();
    trouble.add(damaged, () => undefined, true);
    expect(trouble.isSettling).toBe(true);
  });

  it.each([
    ['nobody else writes there', damaged, false],
    ['it is something else', locked, true],
  ] as const)('is shown at once when %s', (_words, failure, mayBeMidWrite) => {
    const { trouble } = setUp();
    trouble.add(failure, () => undefined, mayBeMidWrite);
    expect([trouble.isSettling, trouble.isShown]).toEqual([false, true]);
  });
});
