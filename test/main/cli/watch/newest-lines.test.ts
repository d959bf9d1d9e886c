import { describe, expect, it } from 'vitest';
import { NewestLines } from '../../../../main/cli/watch/newest-lines';
import { settle } from '../../../support/fakes/clock/fake-clock';

/** A reader that reads a line on request. */
function slowReader() {
  const read: string[] = [];
  const failures: unknown[] = [];
  const open: { take: () => void; fail: (error: Error) => void }[] = [];
  const lines = new NewestLines(
    (line) =>
      new Promise((resolve, reject) => {
        read.push(line);
        open.push({ take: resolve, fail: reject });
      }),
    (error) => failures.push(error),
  );
  const take = async () => {
    open.shift()?.take();
    await settle();
  };
  return { lines, read, failures, open, take };
}

describe('a reader that is slow', () => {
  it('skips to the newest, however much happens meanwhile', async () => {
    const { lines, read, take } = slowReader();
    for (let at = 0; at < 10_000; at++) lines.put({ slot: 'token', line: `token ${at}` });
    await take();
    expect(read).toEqual(['token 0', 'token 9999']);
    await take();
    expect(lines.isIdle).toBe(true);
  });

  it('gets what is kept in the order in which it happened', async () => {
    const { lines, read, take } = slowReader();
    for (const [slot, line] of [
      ['token', 'a'],
      ['token', 'b'],
      ['state', 'c'],
      ['token', 'd'],
    ] as const)
      lines.put({ slot, line });
    for (let time = 0; time < 4; time++) await take();
    expect(read).toEqual(['a', 'c', 'd']);
  });

  it('is waited for at the end', async () => {
    const { lines, take } = slowReader();
    lines.put({ slot: 'token', line: 'a' });
    let isSettled = false;
    void lines.settled().then(() => (isSettled = true));
    await settle();
    expect(isSettled).toBe(false);
    await take();
    expect(isSettled).toBe(true);
  });

  it('that has gone is reported once, and nothing more is written', async () => {
    const { lines, read, failures, open } = slowReader();
    lines.put({ slot: 'token', line: 'a' });
    lines.put({ slot: 'token', line: 'b' });
    open[0]?.fail(new Error('EPIPE'));
    await settle();
    expect([read, failures]).toEqual([['a'], [new Error('EPIPE')]]);
  });
});
