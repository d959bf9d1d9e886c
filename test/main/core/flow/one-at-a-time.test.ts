import { describe, expect, it } from 'vitest';
import { createOneAtATime } from '../../../../main/core/flow/one-at-a-time';
import { createGate } from '../../../support/gate';

describe('work one at a time', () => {
  it('is refused, and not begun, while another is under way', async () => {
    const alone = createOneAtATime(() => new Error('busy'));
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
    const alone = createOneAtATime(() => new Error('busy'));
    await alone(run).catch(() => undefined);
    expect(await alone(async () => 2)).toBe(2);
  });
});
