import { expect, it } from 'vitest';
import { Presses } from '../../../../main/desktop/ipc/presses';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

/** The presses taken after each input, by a script that asks all the time. */
const takenAt = (...types: readonly string[]) => {
  const presses = new Presses(new FakeClock());
  return types.map((type) => {
    presses.note(1, { type });
    return presses.take(1);
  });
};

it.each(['mouseDown', 'rawKeyDown', 'keyDown', 'touchStart'])('%s is a press, and counts once', (type) => {
  const presses = new Presses(new FakeClock());
  presses.note(1, { type });
  expect([presses.take(1), presses.take(1)]).toEqual([true, false]);
});

it.each([
  ['mouseDown', 'mouseUp'],
  ['rawKeyDown', 'keyUp'],
  ['touchStart', 'touchEnd'],
  ['touchStart', 'gestureTap'],
])('%s and %s are one press, taken at either', async (begin, end) => {
  expect(takenAt(begin, end)).toEqual([true, false]);
  const clock = new FakeClock();
  const presses = new Presses(clock);
  presses.note(1, { type: begin });
  // Held for a long time: its effect comes at the end.
  await clock.advance(5_000);
  presses.note(1, { type: end });
  expect([presses.take(1), presses.take(1)]).toEqual([true, false]);
});

it('a key that is held down is one press', () => {
  const presses = new Presses(new FakeClock());
  presses.note(1, { type: 'rawKeyDown', modifiers: [] });
  expect(presses.take(1)).toBe(true);
  presses.note(1, { type: 'rawKeyDown', modifiers: ['isAutoRepeat'] });
  expect(presses.take(1)).toBe(false);
});

it.each(['mouseMove', 'mouseWheel', 'mouseEnter', 'gestureScrollBegin', 'char', 'undefined', 'mouseUp', 'keyUp'])(
  '%s alone is not a press',
  (type) => {
    expect(takenAt(type)).toEqual([false]);
  },
);

it('counts for five seconds, and only for its own page', async () => {
  const clock = new FakeClock();
  const presses = new Presses(clock);
  presses.note(1, { type: 'mouseDown' });
  expect(presses.take(2)).toBe(false);
  await clock.advance(5_000);
  expect(presses.take(1)).toBe(true);
  presses.note(1, { type: 'mouseDown' });
  await clock.advance(5_001);
  expect(presses.take(1)).toBe(false);
});
