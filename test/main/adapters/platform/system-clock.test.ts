import { expect, it } from 'vitest';
import { createSystemClock } from '../../../../main/adapters/platform/system-clock';

const clock = createSystemClock();

it('gives wall time and a time that never goes back', () => {
  expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(1000);
  const before = clock.monotonicMs();
  expect(clock.monotonicMs()).toBeGreaterThanOrEqual(before);
});

it('calls back once, and not at all when cancelled', async () => {
  const calls: string[] = [];
  const cancel = clock.setTimer(0, () => calls.push('cancelled'));
  cancel();
  cancel();
  await new Promise<void>((resolve) => clock.setTimer(1, resolve));
  expect(calls).toEqual([]);
});

it('lists the timers that are set, and not those that fired or were cancelled', async () => {
  const cancel = clock.setTimer(50_000, () => {});
  const stop = clock.setTimer(30_000, () => {});
  await new Promise<void>((resolve) => clock.setTimer(1, resolve));
  const [first = NaN, ...others] = clock.timersInMs();
  expect([Math.ceil(first / 10_000), others.map((inMs) => Math.ceil(inMs / 10_000))]).toEqual([5, [3]]);
  cancel();
  stop();
  expect(clock.timersInMs()).toEqual([]);
});

it.each([Number.NaN, -1, 60_001, Number.POSITIVE_INFINITY])(
  'refuses a delay of %d, which Node would make 1 ms',
  (delayMs) => {
    expect(() => clock.setTimer(delayMs, () => {})).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
  },
);
