import { describe, expect, it } from 'vitest';
import { findWrongInRefusal } from './refusal.mjs';

const end = { exitCode: 1, said: 'This copy is\n  not whole.\n', hasTray: false, words: [/is not whole/] };

describe('a refusal', () => {
  it('says what it must, whatever the length of its lines', () => expect(findWrongInRefusal(end)).toEqual([]));

  it.each<[string, Partial<Parameters<typeof findWrongInRefusal>[0]>, string]>([
    ['that runs', { hasTray: true }, 'it runs all the same'],
    ['with a good exit code', { exitCode: 0 }, 'it ended as if all were well'],
    ['that dies', { exitCode: null }, 'it died'],
    ['without the words', { words: [/whole/, /again/] }, 'it does not say /again/'],
    ["in Chromium's words", { said: 'is not whole FATAL:x' }, 'it leaves the words to Chromium'],
  ])('%s is none', (_what, more, words) => {
    const said = (more.said ?? end.said).trim();
    expect(findWrongInRefusal({ ...end, ...more })).toEqual([words, `it said: ${said}`]);
  });
});
