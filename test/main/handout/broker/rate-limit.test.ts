// A rate per second with a burst, and the wait for the next request.
import { expect, it } from 'vitest';
import { RateLimit } from '../../../../main/handout/broker/rate-limit';

it('allows a burst, then as many calls as are refilled', () => {
  const limit = new RateLimit({ perSecond: 50, burst: 100 });
  const taken = Array.from({ length: 101 }, () => limit.take(1_000));
  expect(taken.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => 0));
  expect(taken[100]).toBe(20);
  expect(limit.take(1_019)).toBe(1);
  expect(limit.take(1_020)).toBe(0);
  expect(limit.take(1_020)).toBe(20);
});

it('never holds more than the burst', () => {
  const limit = new RateLimit({ perSecond: 10, burst: 2 });
  expect([limit.take(60_000), limit.take(60_000), limit.take(60_000)]).toEqual([0, 0, 100]);
});
