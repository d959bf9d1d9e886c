import { describe, expect, it } from 'vitest';
import { ChildNews } from '../../../../main/cli/exec/child-news';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const token = (generation: number) => makeTokenAnswer({ generation });

describe('a fresh token', () => {
  it('is in the file before the program is told, one after the other', async () => {
    const log: string[] = [];
    const news = new ChildNews({
      writeFile: async ({ generation }) => {
        log.push(`begins ${generation}`);
        await settle();
        log.push(`ends ${generation}`);
      },
      tell: () => log.push('told'),
    });
    await Promise.all([news.prepare(token(1)), news.bring(token(1)), news.bring(token(2)), news.bring(token(2))]);
    expect(log).toEqual(['begins 1', 'ends 1', 'begins 2', 'ends 2', 'told']);
  });

  it('is told of without a file, too', async () => {
    let told = 0;
    const news = new ChildNews({ tell: () => (told += 1) });
    await news.prepare(token(1));
    await news.bring(token(2));
    expect(told).toBe(1);
  });

  it('that could not be written is not told, and the next one is tried', async () => {
    let told = 0;
    let isFull = true;
    const news = new ChildNews({
      writeFile: async () => {
        if (isFull) throw new Error('full');
      },
      tell: () => (told += 1),
    });
    await expect(news.bring(token(1))).rejects.toThrow('full');
    isFull = false;
    await news.bring(token(1));
    await news.settled();
    expect(told).toBe(1);
  });
});
