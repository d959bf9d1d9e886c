import { describe, expect, it } from 'vitest';
import { RateLimit } from '../../../../main/core/time/rate-limit';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

describe('a rate limit', () => {
  it('allows that many calls in its time, refuses the next, and allows more when the first is old enough', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(clock, 2, 60_000);
    limit.pass();
    await clock.advance(30_000);
    limit.pass();
    expect(() => limit.pass()).toThrow(
      expect.objectContaining({
        code: 'RATE_LIMITED',
        message: 'There were too many requests of this kind in a short time.',
        remedy: 'Wait a minute, then try again.',
      }),
    );
    await clock.advance(29_999);
    expect(() => limit.pass()).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    await clock.advance(1);
    expect(() => limit.pass()).not.toThrow();
  });

  it('allows the same number in the next period', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(clock, 2, 60_000);
    for (let time = 0; time < 3; time++) {
      limit.pass();
      limit.pass();
      expect(() => limit.pass()).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
      await clock.advance(60_000);
    }
  });

  it('forgets a call that must not count, and no other one of that moment', () => {
    const limit = new RateLimit(new FakeClock(), 2, 60_000);
    limit.pass();
    const takeBack = limit.pass();
    takeBack();
    limit.pass();
    expect(() => limit.pass()).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  });

  it('is not changed by a wall clock that is set', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(clock, 1, 60_000);
    limit.pass();
    clock.jumpWall(3_600_000);
    expect(() => limit.pass()).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  });
});
