import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTime, longDuration, shortDuration } from '../../../renderer/text/duration';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('shortDuration', () => {
  it.each([
    [-1, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [48 * SECOND, '48 s'],
    [59.6 * SECOND, '59 s'],
    [MINUTE, '1:00 min'],
    [108.9 * SECOND, '1:48 min'],
    [2 * MINUTE - 1, '1:59 min'],
    [2 * MINUTE, '2 min'],
    [12 * MINUTE + 59.9 * SECOND, '12 min'],
    [HOUR - 1, '59 min'],
    [HOUR, '1 h'],
    [2 * DAY - 1, '47 h'],
    [2 * DAY, '2 days'],
    [28.9 * DAY, '28 days'],
  ])('says %d ms as "%s"', (ms, words) => expect(shortDuration(ms)).toBe(words));
});

describe('longDuration', () => {
  it.each([
    [-5 * MINUTE, '0 s'],
    [59.6 * SECOND, '59 s'],
    [MINUTE, '1 min 00 s'],
    [7 * MINUTE + 30 * SECOND, '7 min 30 s'],
    [12 * MINUTE + 4.9 * SECOND, '12 min 04 s'],
    [HOUR - 1, '59 min 59 s'],
    [HOUR, '1 h 00 min'],
    [2 * HOUR + 5 * MINUTE, '2 h 05 min'],
    [DAY - 1, '23 h 59 min'],
    [DAY, '1 day 0 h'],
    [DAY + 3 * HOUR, '1 day 3 h'],
    [2 * DAY, '2 days'],
    [28 * DAY + HOUR, '28 days'],
  ])('says %d ms as "%s"', (ms, words) => expect(longDuration(ms)).toBe(words));
});

it('never shows 60 seconds, 60 minutes or 24 hours, whatever the length', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e10, noNaN: true }), (ms) => {
      for (const words of [shortDuration(ms), longDuration(ms), answerTime(ms)]) {
        expect(words).not.toMatch(/\b60 (s|min)\b|\b1000 ms\b|NaN|-/);
      }
      expect(longDuration(ms)).not.toMatch(/\b(24|2[5-9]) h\b/);
    }),
  );
});

describe('answerTime', () => {
  it.each([
    [0, '0 ms'],
    [210.4, '210 ms'],
    [999.6, '1.0 s'],
    [1449, '1.4 s'],
    [9999, '9.9 s'],
    [10_000, '10 s'],
    [61_000, '1 min 01 s'],
  ])('says %d ms as "%s"', (ms, words) => expect(answerTime(ms)).toBe(words));
});
