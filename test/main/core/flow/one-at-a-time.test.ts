import { describe, expect, it } from 'vitest';
import { createOneAtATime } from '../../../../main/core/flow/one-at-a-time';
import { createGate } from '../../../support/gate';

const busy = (): Error => new Error('busy');
const gone = (): Error => new Error('gone');

describe('work one at a time', () => {
  it('is refused, and not begun, while another is under way', async () => {
    const alone = createOneAtATime(busy, gone);
    const { opened, open } = createGate();
    const first = alone(async () => {
      await opened;
      return 'first';
    });
    let begun = 0;
    const second = alone(async () => ++begun);
    await expect(second).rejects.toThrow('busy');
    open();
    expect([await first, begun]).toEqual(['first', 0]);
  });

  it('waits for its turn while its caller does', async () => {
    const alone = createOneAtATime(busy, gone);
    const { opened, open } = createGate();
    const first = alone(() => opened);
    const { signal } = new AbortController();
    const caller = new AbortController();
    const begun: number[] = [];
    const later = [1, 2].map((at) => alone(async () => begun.push(at), signal));
    const left = alone(async () => begun.push(3), caller.signal);
    caller.abort();
    await expect(left).rejects.toThrow('gone');
    expect(begun).toEqual([]);
    open();
    await Promise.all([first, ...later]);
    expect(begun).toEqual([1, 2]);
  });

  it('ends for its caller once that has disconnected, although it does not end itself', async () => {
    const alone = createOneAtATime(busy, gone);
    const caller = new AbortController();
    const first = alone(() => new Promise(() => undefined), caller.signal);
    caller.abort();
    await expect(first).rejects.toThrow('gone');
    expect(await alone(async () => 2)).toBe(2);
  });

  it.each([
    ['has ended', async () => 1],
    ['has failed', () => Promise.reject(new Error('its own'))],
    [
      'has thrown',
      () => {
        throw new Error('its own');
      },
    ],
  ])('goes on when the one before %s', async (_what, run: () => Promise<unknown>) => {
    const alone = createOneAtATime(busy, gone);
    await alone(run).catch(() => undefined);
    expect(await alone(async () => 2)).toBe(2);
  });
});
