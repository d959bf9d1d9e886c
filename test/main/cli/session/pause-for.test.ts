import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { pauseFor } from '../../../../main/cli/session/pause-for';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

it('ends after its time, and leaves nothing behind', async () => {
  const [clock, stop] = [new FakeClock(), new AbortController()];
  let isOver = false;
  const pause = pauseFor({ clock, signal: stop.signal }, 1000).then(() => (isOver = true));
  await clock.advance(999);
  expect(isOver).toBe(false);
  await clock.advance(1);
  await pause;
  expect([getEventListeners(stop.signal, 'abort').length, clock.timerCount]).toEqual([0, 0]);
});

it('ends with what the command is ended with', async () => {
  const [clock, stop] = [new FakeClock(), new AbortController()];
  const pause = pauseFor({ clock, signal: stop.signal }, 1000);
  stop.abort(new Error('stopped'));
  await expect(pause).rejects.toThrow('stopped');
  expect(clock.timerCount).toBe(0);
  await expect(pauseFor({ clock, signal: stop.signal }, 1000)).rejects.toThrow('stopped');
});
