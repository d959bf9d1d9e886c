import { describe, expect, it } from 'vitest';
import { delayToNextCheckMs, MAX_TIMER_MS } from '../../../../main/core/ports/clock';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

async function clockAt(monotonicMs: number): Promise<FakeClock> {
  const clock = new FakeClock();
  await clock.advance(monotonicMs - clock.monotonicMs());
  return clock;
}

describe('delayToNextLookMs', () => {
  it('is the whole wait, rounded up, when that is not over a minute, and 0 for what is past', async () => {
    const clock = await clockAt(61_000);
    expect([-5, 0, 0.2, 12_345.6, 60_000].map((waitMs) => delayToNextCheckMs(clock, waitMs))).toEqual([
      0, 0, 1, 12_346, 60_000,
    ]);
  });

  it('ends long waits that began at different moments at the same full minute', async () => {
    const ends = await Promise.all(
      [60_001, 60_700.5, 99_000, 119_000].map(async (atMs) => {
        const clock = await clockAt(atMs);
        return Math.floor(atMs + delayToNextCheckMs(clock, Infinity));
      }),
    );
    expect(ends).toEqual([120_000, 120_000, 120_000, 120_000]);
  });

  it('accepts a timer that fired a little before the full minute', async () => {
    expect(delayToNextCheckMs(await clockAt(119_999.4), 100_000)).toBe(MAX_TIMER_MS);
  });

  it('never asks for a longer timer than there may be', async () => {
    for (let atMs = 1_000; atMs < 130_000; atMs += 333.3) {
      const delayMs = delayToNextCheckMs(await clockAt(atMs), Infinity);
      expect(delayMs).toBeGreaterThan(0);
      expect(delayMs).toBeLessThanOrEqual(MAX_TIMER_MS);
    }
  });
});
