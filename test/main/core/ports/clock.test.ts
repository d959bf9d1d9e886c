import { describe, expect, it } from 'vitest';
import { delayToNextCheckMs, MAX_TIMER_MS } from '../../../../main/core/ports/clock';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

async function clockAt(monotonicMs: number): Promise<FakeClock> {
  const clock = new FakeClock();
  await clock.advance(monotonicMs - clock.monotonicMs());
  return clock;
}

describe('delayToNextCheckMs', () => {
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

  it('goes with the last timer of the coming minute, so that the process wakes up once', async () => {
    const clock = await clockAt(61_000);
    const nothing = (): void => undefined;
    clock.setTimer(7_000, nothing);
    const cancel = clock.setTimer(20_000, nothing);
    expect(delayToNextCheckMs(clock, Infinity)).toBe(20_000);
    cancel();
    expect(delayToNextCheckMs(clock, Infinity)).toBe(7_000);
    expect(delayToNextCheckMs(clock, 30_000)).toBe(30_000);
    clock.setTimer(60_000, nothing);
    expect(delayToNextCheckMs(clock, Infinity)).toBe(MAX_TIMER_MS);
  });

  it('does not follow timers that fire within five seconds: they may do so all the time', async () => {
    const clock = await clockAt(61_000);
    clock.setTimer(4_999, () => undefined);
    expect(delayToNextCheckMs(clock, Infinity)).toBe(59_000);
  });

  it('is with a countdown from its second minute on', async () => {
    const clock = await clockAt(61_000);
    const firedMs = new Set<number>();
    const countdown = (): void => {
      firedMs.add(clock.monotonicMs());
      clock.setTimer(MAX_TIMER_MS, countdown);
    };
    const check = (): void => {
      firedMs.add(clock.monotonicMs());
      clock.setTimer(delayToNextCheckMs(clock, Infinity), check);
    };
    check();
    clock.setTimer(30_000, countdown);
    await clock.advance(240_000);
    expect([...firedMs].slice(-2)).toEqual([211_000, 271_000]);
  });

  it('never asks for a longer timer than there may be', async () => {
    for (let atMs = 1_000; atMs < 130_000; atMs += 333.3) {
      const delayMs = delayToNextCheckMs(await clockAt(atMs), Infinity);
      expect(delayMs).toBeGreaterThan(0);
      expect(delayMs).toBeLessThanOrEqual(MAX_TIMER_MS);
    }
  });
});
