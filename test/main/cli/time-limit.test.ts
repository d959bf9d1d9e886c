import { describe, expect, it } from 'vitest';
import { TimeLimit } from '../../../main/cli/time-limit';
import { FakeClock } from '../../support/fakes/clock/fake-clock';

function start(limitMs: number | undefined) {
  const clock = new FakeClock();
  const reached: number[] = [];
  const startMs = clock.monotonicMs();
  const limit = new TimeLimit(clock, limitMs, () => reached.push(clock.monotonicMs() - startMs));
  return { clock, reached, limit };
}

describe('a time limit', () => {
  it('is reached once, also far ahead', async () => {
    const { clock, reached } = start(150_000);
    await clock.advance(149_999);
    expect(reached).toEqual([]);
    await clock.advance(500_000);
    expect(reached).toEqual([150_000]);
  });

  it('is extended by what is waited for', async () => {
    const { clock, reached, limit } = start(30_000);
    await clock.advance(10_000);
    limit.extend(60_000);
    await clock.advance(200_000);
    expect(reached).toEqual([90_000]);
  });

  it('is suspended while a person is asked', async () => {
    const { clock, reached, limit } = start(30_000);
    await clock.advance(10_000);
    limit.hold(true);
    await clock.advance(1_000_000);
    limit.hold(false);
    await clock.advance(30_000);
    expect(reached).toEqual([1_030_000]);
  });

  it('is never reached without a limit, or after it was stopped', async () => {
    const never = start(undefined);
    never.limit.extend(5);
    await never.clock.advance(1_000_000);
    expect([never.reached, never.clock.timerCount]).toEqual([[], 0]);
    const stopped = start(1000);
    stopped.limit.stop();
    stopped.limit.extend(1000);
    await stopped.clock.advance(10_000);
    expect([stopped.reached, stopped.clock.timerCount]).toEqual([[], 0]);
  });
});
