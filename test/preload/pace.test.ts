import { describe, expect, it } from 'vitest';
import { createPace } from '../../preload/pace';
import { settle } from '../support/fakes/clock/fake-clock';

/** A pace, the calls that reached main, how each is answered, and control over time. */
function paced() {
  const went: number[] = [];
  const answers: (() => void)[] = [];
  const timers: (() => void)[] = [];
  const pace = createPace(() => new Promise<void>((resolve) => timers.push(resolve)));
  const call = (number: number) =>
    pace(() => {
      went.push(number);
      return new Promise<number>((resolve) => answers.push(() => resolve(number)));
    });
  return { went, answers, timers, call, pace };
}

describe('calls of a page', () => {
  it('go at once, four at a time, and the next when one is answered', async () => {
    const { went, answers, call } = paced();
    const all = Array.from({ length: 6 }, (_, number) => call(number));
    await settle();
    expect(went).toEqual([0, 1, 2, 3]);
    answers[2]?.();
    expect(await all[2]).toBe(2);
    await settle();
    expect(went).toEqual([0, 1, 2, 3, 4]);
  });

  it('do not wait for a slow one, which still counts once when its answer comes', async () => {
    const { went, answers, timers, call } = paced();
    for (let number = 0; number < 5; number++) void call(number);
    await settle();
    timers[0]?.();
    await settle();
    expect(went).toEqual([0, 1, 2, 3, 4]);
    answers[0]?.();
    void call(5);
    await settle();
    expect(went).toHaveLength(5);
  });

  it('go on after one that has failed', async () => {
    const { went, call, pace } = paced();
    for (let number = 0; number < 3; number++) void call(number);
    await expect(pace(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    void call(3);
    await settle();
    expect(went).toEqual([0, 1, 2, 3]);
  });

  it('are refused where two hundred wait, and go again when there is room', async () => {
    const { went, answers, call } = paced();
    for (let number = 0; number < 204; number++) void call(number);
    await expect(call(204)).rejects.toThrow('too many');
    answers[0]?.();
    await settle();
    const later = call(205);
    later.catch(() => undefined);
    await settle();
    expect(went).toEqual([0, 1, 2, 3, 4]);
    await expect(call(206)).rejects.toThrow('too many');
  });
});
