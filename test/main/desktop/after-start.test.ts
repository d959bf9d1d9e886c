import { expect, it } from 'vitest';
import { afterStart } from '../../../main/desktop/after-start';
import { FakeClock, settle } from '../../support/fakes/clock/fake-clock';

it('lets the tray icon be shown first, once, and leaves no timer', async () => {
  const clock = new FakeClock();
  let isOver = false;
  void afterStart(clock).then(() => (isOver = true));
  await settle();
  expect([isOver, clock.timerCount]).toEqual([false, 1]);
  await clock.advance(1000);
  expect([isOver, clock.timerCount]).toEqual([true, 0]);
});
