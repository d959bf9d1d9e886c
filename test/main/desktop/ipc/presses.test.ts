import { expect, it } from 'vitest';
import { Presses } from '../../../../main/desktop/ipc/presses';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

it.each(['mouseDown', 'mouseUp', 'rawKeyDown', 'keyDown', 'keyUp', 'touchStart', 'touchEnd', 'gestureTap'])(
  '%s is a press, and counts once',
  (type) => {
    const presses = new Presses(new FakeClock());
    presses.note(1, type);
    expect([presses.take(1), presses.take(1)]).toEqual([true, false]);
  },
);

it.each(['mouseMove', 'mouseWheel', 'mouseEnter', 'gestureScrollBegin', 'char', 'undefined'])('%s is none', (type) => {
  const presses = new Presses(new FakeClock());
  presses.note(1, type);
  expect(presses.take(1)).toBe(false);
});

it('counts for a second, and only for its own page', async () => {
  const clock = new FakeClock();
  const presses = new Presses(clock);
  presses.note(1, 'mouseDown');
  expect(presses.take(2)).toBe(false);
  await clock.advance(1_000);
  expect(presses.take(1)).toBe(true);
  presses.note(1, 'mouseDown');
  await clock.advance(1_001);
  expect(presses.take(1)).toBe(false);
});
