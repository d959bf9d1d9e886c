import { describe, expect, it } from 'vitest';
import { createInTurn } from '../../../../main/core/flow/in-turn';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { createGate } from '../../../support/gate';

describe('work in turn', () => {
  it('runs one at a time, in the order asked for, also after a failure', async () => {
    const inTurn = createInTurn();
    const seen: string[] = [];
    const { opened: held, open: release } = createGate();
    const first = inTurn(async () => {
      seen.push('first begins');
      await held;
      seen.push('first ends');
      throw new Error('first failed');
    });
    const second = inTurn(async () => {
      seen.push('second');
      return 2;
    });
    await settle();
    expect(seen).toEqual(['first begins']);
    release();
    await expect(first).rejects.toThrow('first failed');
    expect(await second).toBe(2);
    expect(seen).toEqual(['first begins', 'first ends', 'second']);
  });
});
