import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { untilEither } from '../../../../main/cli/session/until-either';

const forEver = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

it.each(['first', 'second'] as const)('ends with the %s signal, for its reason', async (which) => {
  const signals = { first: new AbortController(), second: new AbortController() };
  const working = untilEither(signals.first.signal, signals.second.signal, forEver);
  signals[which].abort('enough');
  await expect(working).rejects.toBe('enough');
});

it('ends at once with a signal that was aborted before', async () => {
  const over = AbortSignal.abort('over');
  expect(await untilEither(new AbortController().signal, over, async (signal) => signal.reason)).toBe('over');
});

it('leaves no listener at either signal, however it ends', async () => {
  const [first, second] = [new AbortController().signal, new AbortController().signal];
  for (let count = 0; count < 20; count++) {
    expect(await untilEither(first, second, async () => count)).toBe(count);
    await expect(untilEither(first, second, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  }
  expect([first, second].flatMap((signal) => getEventListeners(signal, 'abort'))).toEqual([]);
});

it('is only the first if there is no second', async () => {
  const { signal } = new AbortController();
  expect(await untilEither(signal, undefined, async (given) => given === signal)).toBe(true);
});
