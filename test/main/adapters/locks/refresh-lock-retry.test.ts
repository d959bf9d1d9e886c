import { describe, expect, it } from 'vitest';
import { RETRY_MS, retryFor } from '../../../../main/adapters/locks/refresh-lock-retry';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

/** Tries with these results, one after another; later tries return nothing. */
function setUp(...results: readonly unknown[]) {
  const clock = new FakeClock();
  const triedAfterMs: number[] = [];
  const startMs = clock.monotonicMs();
  const retry = (waitMs: number) =>
    retryFor(clock, waitMs, async () => {
      triedAfterMs.push(clock.monotonicMs() - startMs);
      return results[triedAfterMs.length - 1];
    });
  return { clock, triedAfterMs, retry };
}

describe('a lock that can only be tried', () => {
  it('is tried only once when it is free', async () => {
    const { clock, triedAfterMs, retry } = setUp('got');
    expect(await retry(1_000)).toBe('got');
    expect([triedAfterMs, clock.requestedDelaysMs]).toEqual([[0], []]);
  });

  it.each([0, -1])('is tried once even with %i ms', async (waitMs) => {
    const { clock, triedAfterMs, retry } = setUp();
    expect(await retry(waitMs)).toBeUndefined();
    expect([triedAfterMs, clock.requestedDelaysMs]).toEqual([[0], []]);
  });

  it.each([
    [RETRY_MS / 2, [0, 25]],
    [RETRY_MS, [0, 50]],
    [RETRY_MS + 1, [0, 50, 51]],
    [2.5 * RETRY_MS, [0, 50, 100, 125]],
  ])('is tried for %d ms, the last time at their end', async (waitMs, tries) => {
    const { clock, triedAfterMs, retry } = setUp();
    const trying = retry(waitMs);
    await clock.advance(10_000);
    expect([await trying, triedAfterMs, clock.timerCount]).toEqual([undefined, tries, 0]);
  });

  it('is not tried again once it is taken, also at the very end', async () => {
    const { clock, triedAfterMs, retry } = setUp(undefined, undefined, 'got');
    const trying = retry(RETRY_MS + 1);
    await clock.advance(10_000);
    expect([await trying, triedAfterMs]).toEqual(['got', [0, 50, 51]]);
  });

  it.each([[false], [0], [''], [null]])(
    'may be %j: only undefined means that the lock is held by another',
    async (result) => {
      const { triedAfterMs, retry } = setUp(result);
      expect(await retry(1_000)).toBe(result);
      expect(triedAfterMs).toEqual([0]);
    },
  );

  it('is not waited for longer or shorter when somebody sets the clock', async () => {
    const { clock, triedAfterMs, retry } = setUp();
    const trying = retry(100);
    await clock.advance(50);
    clock.jumpWall(-3_600_000);
    await clock.advance(50);
    expect([await trying, triedAfterMs]).toEqual([undefined, [0, 50, 100]]);
  });

  it('that fails is reported at once', async () => {
    const clock = new FakeClock();
    const failure = new Error('no lock at all');
    await expect(retryFor(clock, 1_000, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(clock.requestedDelaysMs).toEqual([]);
  });
});
