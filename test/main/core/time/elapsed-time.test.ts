import { describe, expect, it } from 'vitest';
import { elapsedMs, endOfWaitMs, momentNow } from '../../../../main/core/time/elapsed-time';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

const HOUR = 3_600_000;

describe('elapsedMs', () => {
  it('uses both clocks', async () => {
    const clock = new FakeClock();
    const since = momentNow(clock);
    await clock.advance(1_234);
    expect(elapsedMs(clock, since)).toBe(1_234);
  });

  it('counts a sleep, during which the monotonic clock stops', () => {
    const clock = new FakeClock();
    const since = momentNow(clock);
    clock.jumpWall(8 * HOUR);
    expect(elapsedMs(clock, since)).toBe(8 * HOUR);
  });

  it('goes on when the wall clock is set back', async () => {
    const clock = new FakeClock();
    const since = momentNow(clock);
    await clock.advance(60_000);
    clock.jumpWall(-HOUR);
    await clock.advance(60_000);
    expect(elapsedMs(clock, since)).toBe(120_000);
  });

  it('treats a difference of less than 5 s between the clocks as noise, not as a jump', async () => {
    const clock = new FakeClock();
    const since = momentNow(clock);
    await clock.advance(60_000);
    clock.jumpWall(-4_999);
    expect(elapsedMs(clock, since)).toBe(55_001);
    clock.jumpWall(-1);
    expect(elapsedMs(clock, since)).toBe(60_000);
  });
});

describe('endOfWaitMs', () => {
  it('moves with a clock that is set back, so that no wait gets longer', async () => {
    const clock = new FakeClock();
    const since = momentNow(clock);
    await clock.advance(10_000);
    expect(endOfWaitMs(clock, since, 30_000) - clock.nowMs()).toBe(20_000);
    clock.jumpWall(-HOUR);
    expect(endOfWaitMs(clock, since, 30_000) - clock.nowMs()).toBe(20_000);
  });
});
