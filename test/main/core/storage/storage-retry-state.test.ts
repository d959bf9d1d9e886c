// Only the waits and what is shown. Their effect in the storage: profile-storage.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { StorageRetryState } from '../../../../main/core/storage/storage-retry-state';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const locked = new AxiomTokenError('STORAGE_LOCKED');
const full = new AxiomTokenError('STORAGE_FULL');

function setUp(random = 0.75) {
  const clock = new FakeClock();
  const state = new StorageRetryState({ clock, random: () => random });
  const called: string[] = [];
  const call = (name: string) => () => void called.push(name);
  return { clock, state, called, call };
}

describe('a failure', () => {
  it('is none before the first call', () => {
    const { clock, state } = setUp();
    expect([state.failure, state.isShown, clock.timerCount]).toEqual([undefined, false, 0]);
  });

  it('is shown at once, and as INTERNAL if it is not one of our errors', () => {
    const { state } = setUp();
    state.add(locked, () => undefined, false);
    expect([state.failure, state.isShown]).toEqual([locked, true]);
    const foreign = new Error('a surprise');
    state.add(foreign, () => undefined, false);
    expect(state.failure).toMatchObject({ code: 'INTERNAL', cause: foreign });
  });

  it('is tried again once, not endlessly', async () => {
    const { clock, state, called, call } = setUp();
    state.add(locked, call('retry'), false);
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
    const { clock, state } = setUp(random);
    for (const _wait of waits) state.add(locked, () => undefined, false);
    expect(clock.requestedDelaysMs).toEqual(waits);
  });

  it('replaces the one before, with one retry for both', async () => {
    const { clock, state, called, call } = setUp();
    state.add(locked, call('first'), false);
    state.add(full, call('second'), false);
    expect([state.failure, clock.timerCount]).toEqual([full, 1]);
    await clock.advance(60_000);
    expect(called).toEqual(['second']);
  });

  it('ends with a success: no retry is left, and the waits start again', () => {
    const { clock, state } = setUp();
    for (let count = 0; count < 5; count++) state.add(locked, () => undefined, false);
    state.end();
    expect([state.failure, state.isShown, clock.timerCount]).toEqual([undefined, false, 0]);
    state.add(locked, () => undefined, false);
    expect(clock.requestedDelaysMs.at(-1)).toBe(750);
  });

  it('ends while something else still fails: the waits still grow', () => {
    const { clock, state } = setUp();
    state.retryLater(() => undefined);
    state.endFailure();
    expect([state.failure, state.isShown, clock.timerCount]).toEqual([undefined, false, 0]);
    state.retryLater(() => undefined);
    expect(clock.requestedDelaysMs).toEqual([750, 1_500]);
  });
});

describe('a write', () => {
  it('is shown after its first second, reported once, until it ends', async () => {
    const { clock, state, called, call } = setUp();
    state.beginWrite(call('changed'));
    await clock.advance(999);
    expect([state.isShown, called]).toEqual([false, []]);
    await clock.advance(1);
    expect([state.isShown, called]).toEqual([true, ['changed']]);
    state.endWrite();
    expect([state.isShown, state.failure]).toEqual([false, undefined]);
  });

  it('that ends in time is never reported', async () => {
    const { clock, state, called, call } = setUp();
    state.beginWrite(call('changed'));
    await clock.advance(999);
    state.endWrite();
    await clock.advance(60_000);
    expect([state.isShown, called, clock.timerCount]).toEqual([false, [], 0]);
  });

  it('that has ended leaves its failure shown', () => {
    const { state } = setUp();
    state.beginWrite(() => undefined);
    state.add(full, () => undefined, false);
    state.endWrite();
    expect([state.isShown, state.failure]).toEqual([true, full]);
  });
});

describe('after dispose', () => {
  it('nothing that waits is called', async () => {
    const { clock, state, called, call } = setUp();
    state.beginWrite(call('changed'));
    state.add(locked, call('retry'), false);
    expect(clock.timerCount).toBe(2);
    state.dispose();
    expect(clock.timerCount).toBe(0);
    await clock.advance(60_000);
    expect(called).toEqual([]);
  });

  it('a failure is still noted, but no timer is made for anything', () => {
    const { clock, state } = setUp();
    state.dispose();
    state.beginWrite(() => undefined);
    state.add(full, () => undefined, false);
    expect([state.failure, clock.requestedDelaysMs]).toEqual([full, []]);
  });
});

describe('what looks damaged where another program may be writing', () => {
  const damaged = new AxiomTokenError('STORAGE_CORRUPT');

  it('is asked again every second and not shown for five', async () => {
    const { clock, state } = setUp();
    const retry = () => state.add(damaged, retry, true);
    retry();
    await clock.advance(4_999);
    expect([state.isSettling, state.isShown, state.failure]).toEqual([true, false, damaged]);
    expect(clock.requestedDelaysMs).toEqual([1_000, 1_000, 1_000, 1_000, 1_000]);
    await clock.advance(1);
    expect([state.isSettling, state.isShown]).toEqual([false, true]);
    expect(clock.requestedDelaysMs.at(-1)).toBeGreaterThan(1_000);
  });

  it('has its time again after a success', async () => {
    const { clock, state } = setUp();
    state.add(damaged, () => undefined, true);
    await clock.advance(5_000);
    state.end();
    state.add(damaged, () => undefined, true);
    expect(state.isSettling).toBe(true);
  });

  it.each([
    ['nobody else writes there', damaged, false],
    ['it is something else', locked, true],
  ] as const)('is shown at once when %s', (_words, failure, mayBeMidWrite) => {
    const { state } = setUp();
    state.add(failure, () => undefined, mayBeMidWrite);
    expect([state.isSettling, state.isShown]).toEqual([false, true]);
  });
});
