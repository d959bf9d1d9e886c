import { describe, expect, it } from 'vitest';
import { parseDuration, shortDuration } from '../../../../main/cli/words/duration';

describe('a duration', () => {
  it.each([
    ['90s', 90_000],
    ['90', 90_000],
    ['0', 0],
    ['1.5', 1500],
    ['500ms', 500],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['7d', 604_800_000],
    ['1.5h', 5_400_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text, '--wait')).toBe(ms);
  });

  it.each(['', 'x', '5 m', '-5s', '5y', 'm5', '1e3', '5m5', '400d', 'Infinity', '0x10', '５m'])(
    'refuses %j',
    (text) => {
      expect(() => parseDuration(text, '--wait')).toThrow('--wait takes a duration');
    },
  );

  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [12_000_000, '3 h 20 min'],
    [90_000_000, '1 d 1 h'],
    [-5, '0 s'],
  ])('shows %i ms as %s', (ms, words) => {
    expect(shortDuration(ms)).toBe(words);
  });
});
