import { expect, it } from 'vitest';
import { createSocketCheck } from '../../../main/desktop/socket-check';
import { FakeClock } from '../../support/fakes/clock/fake-clock';

function made() {
  const clock = new FakeClock();
  const done: string[] = [];
  const check = createSocketCheck(clock);
  const run = () => check.run().then(() => void done.push('run'));
  return { clock, check, done, run };
}

it('waits at the start until the socket can be checked, and for that check', async () => {
  const { check, clock, done, run } = made();
  const running = run();
  check.use(async () => void done.push('looked'));
  await running;
  expect([done, clock.timerCount]).toEqual([['looked', 'run'], 0]);
});

it('checks at once later on, each time', async () => {
  const { check, done, run } = made();
  check.use(async () => void done.push('looked'));
  await run();
  await run();
  expect(done).toEqual(['looked', 'run', 'looked', 'run']);
});

it('does not wait for a socket that nobody opens', async () => {
  const { clock, done, run } = made();
  const running = run();
  await clock.advance(2_999);
  expect(done).toEqual([]);
  await clock.advance(1);
  await running;
  expect(done).toEqual(['run']);
});
