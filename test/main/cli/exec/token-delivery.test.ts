import { describe, expect, it } from 'vitest';
import { TokenDelivery } from '../../../../main/cli/exec/token-delivery';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const token = (generation: number) => makeTokenAnswer({ generation });

describe('a fresh token', () => {
  it('is in the file before the program is signalled, one after the other', async () => {
    const log: string[] = [];
    const delivery = new TokenDelivery({
      writeFile: async ({ generation }) => {
        log.push(`begins ${generation}`);
        await settle();
        log.push(`ends ${generation}`);
      },
      sendSignal: () => log.push('signal'),
    });
    await Promise.all([
      delivery.prepare(token(1)),
      delivery.deliver(token(1)),
      delivery.deliver(token(2)),
      delivery.deliver(token(2)),
    ]);
    expect(log).toEqual(['begins 1', 'ends 1', 'begins 2', 'ends 2', 'signal']);
  });

  it('is signalled without a file, too', async () => {
    let signals = 0;
    const delivery = new TokenDelivery({ sendSignal: () => (signals += 1) });
    await delivery.prepare(token(1));
    await delivery.deliver(token(2));
    expect(signals).toBe(1);
  });

  it('that could not be written is not signalled, and the next one is tried', async () => {
    let signals = 0;
    let isFull = true;
    const delivery = new TokenDelivery({
      writeFile: async () => {
        if (isFull) throw new Error('full');
      },
      sendSignal: () => (signals += 1),
    });
    await expect(delivery.deliver(token(1))).rejects.toThrow('full');
    isFull = false;
    await delivery.deliver(token(1));
    await delivery.settled();
    expect(signals).toBe(1);
  });
});
