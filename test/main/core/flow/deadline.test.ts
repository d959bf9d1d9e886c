import { beforeEach, describe, expect, it } from 'vitest';
import { graceMs, startDeadline, withDeadline } from '../../../../main/core/flow/deadline';
import { MAX_TIMER_MS } from '../../../../main/core/ports/clock';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

it.each([
  [0, 0, 0],
  [-3, 0, 0],
  [100, 0, 0],
  [101, 0, 1_000],
  [2_000, 0, 1_000],
  [2_001, 0, 5_000],
  [86_400_000, 0, 5_000],
  [101, 2, 1_000],
  [2_001, 2, 5_000],
  [101, 3, 0],
  [86_400_000, 3, 0],
])('a timer that fires %i ms late, after %i graces, gives the answer %i ms more', (lateMs, graces, expected) => {
  expect(graceMs(lateMs, graces)).toBe(expected);
});

describe('a deadline', () => {
  let clock: FakeClock;
  let overAfterMs: number | undefined;
  let startMs: number;
  const start = (limitMs: number) => {
    startMs = clock.monotonicMs();
    return startDeadline(clock, limitMs, () => {
      overAfterMs = clock.monotonicMs() - startMs;
    });
  };

  beforeEach(() => {
    clock = new FakeClock();
    overAfterMs = undefined;
  });

  it.each([0, 1, 500, 20_000, 60_000, 60_001, 75_000, 600_000])(
    'of %i ms is over after exactly that',
    async (limitMs) => {
      start(limitMs);
      await clock.advance(limitMs - 1);
      expect(overAfterMs).toBeUndefined();
      await clock.advance(1);
      expect([overAfterMs, clock.timerCount]).toEqual([limitMs, 0]);
      expect(Math.max(...clock.requestedDelaysMs)).toBeLessThanOrEqual(MAX_TIMER_MS);
    },
  );

  it.each([
    ['just before it', 19_900, 20_000],
    ['for a moment beyond it', 20_050, 20_050],
    ['somewhat beyond it', 20_500, 21_500],
    ['far beyond it', 30_000, 35_000],
  ])('of 20 s, with the process stopped until %s, is over after %i -> %i ms', async (_until, wokenMs, expected) => {
    start(20_000);
    await clock.advance(3_000);
    clock.freeze(wokenMs - 3_000);
    await clock.advance(60_000);
    expect(overAfterMs).toBe(expected);
  });

  it('gives the answer time after the machine has slept, which only the wall clock shows', async () => {
    start(20_000);
    clock.jumpWall(3_600_000);
    await clock.advance(24_999);
    expect(overAfterMs).toBeUndefined();
    await clock.advance(1);
    expect(overAfterMs).toBe(25_000);
  });

  it('gives it also when the wall clock was set back over the suspension', async () => {
    start(20_000);
    clock.freeze(30_000);
    clock.jumpWall(-3_600_000);
    await clock.advance(4_999);
    expect(overAfterMs).toBeUndefined();
    await clock.advance(1);
    expect(overAfterMs).toBe(35_000);
  });

  it('is not prolonged by a wall clock that is set back', async () => {
    start(20_000);
    clock.jumpWall(-3_600_000);
    await clock.advance(20_000);
    expect(overAfterMs).toBe(20_000);
  });

  it('gives its extra seconds again after another suspension, but not endlessly', async () => {
    start(20_000);
    for (let stop = 0; stop < 3; stop++) {
      clock.freeze(30_000);
      await clock.advance(0);
    }
    await clock.advance(4_999);
    expect(overAfterMs).toBeUndefined();
    clock.freeze(30_000);
    await clock.advance(0);
    expect(overAfterMs).toBe(3 * 30_000 + 4_999 + 30_000);
  });

  it('of many minutes keeps its remaining time after a suspension in the first, and at least some seconds', async () => {
    start(75_000);
    clock.freeze(70_000);
    await clock.advance(14_999);
    expect(overAfterMs).toBeUndefined();
    await clock.advance(1);
    expect(overAfterMs).toBe(85_000);

    start(61_000);
    overAfterMs = undefined;
    clock.freeze(70_000);
    await clock.advance(4_999);
    expect(overAfterMs).toBeUndefined();
    await clock.advance(1);
    expect(overAfterMs).toBe(75_000);
  });

  it.each([0, 20_000, 70_000, 100_000])('that is cancelled after %i ms is never over', async (atMs) => {
    const cancel = start(120_000);
    await clock.advance(atMs);
    cancel();
    cancel();
    expect(clock.timerCount).toBe(0);
    await clock.advance(200_000);
    expect(overAfterMs).toBeUndefined();
  });
});

describe('work with a deadline', () => {
  const late = () => new Error('late');

  it('gives its result or its own error, and leaves no timer', async () => {
    const clock = new FakeClock();
    await expect(withDeadline(clock, 1_000, Promise.resolve('done'), late)).resolves.toBe('done');
    await expect(withDeadline(clock, 1_000, Promise.reject(new Error('own')), late)).rejects.toThrow('own');
    expect(clock.timerCount).toBe(0);
  });

  it('that takes too long fails with the given error, and its own late failure is ignored', async () => {
    const clock = new FakeClock();
    let fail = (_error: Error): void => undefined;
    const work = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    const outcome = withDeadline(clock, 1_000, work, late).catch((error: unknown) => error);
    await clock.advance(1_000);
    expect(await outcome).toMatchObject({ message: 'late' });
    fail(new Error('own'));
    await clock.advance(1);
  });

  it('whose answer was there when the process woke up late gets it', async () => {
    const clock = new FakeClock();
    let answer = (_value: string): void => undefined;
    const work = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const outcome = withDeadline(clock, 20_000, work, late);
    clock.freeze(30_000);
    // The timer comes first, then the socket is read.
    await clock.advance(0);
    answer('read from the socket');
    await expect(outcome).resolves.toBe('read from the socket');
  });
});
