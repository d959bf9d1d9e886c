import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { pause } from '../../../../main/core/flow/pause';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

it('ends after its time, and leaves nothing behind', async () => {
  const [clock, stop] = [new FakeClock(), new AbortController()];
  let isOver = false;
  const paused = pause(clock, 1000, stop.signal).then(() => (isOver = true));
  await clock.advance(999);
  expect(isOver).toBe(false);
  await clock.advance(1);
  await paused;
  expect([getEventListeners(stop.signal, 'abort').length, clock.timerCount]).toEqual([0, 0]);
});

it('ends as soon as nobody waits any more', async () => {
  const [clock, stop] = [new FakeClock(), new AbortController()];
  const paused = pause(clock, 1000, stop.signal);
  stop.abort();
  await expect(paused).resolves.toBeUndefined();
  expect([getEventListeners(stop.signal, 'abort').length, clock.timerCount]).toEqual([0, 0]);
});
