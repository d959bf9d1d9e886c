import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeTimeLeft } from '../../../../main/core/status/time-left';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('describeTimeLeft', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [1, 'a few seconds'],
    [9_999, 'a few seconds'],
    [10_000, '10 s'],
    [59_999, '50 s'],
    [MINUTE, '1 min'],
    [119_999, '1 min 50 s'],
    [2 * MINUTE, '2 min'],
    [724_000, '12 min'],
    [HOUR, '1 h'],
    [HOUR + 5 * MINUTE + 59_000, '1 h 5 min'],
    [48 * HOUR - 1, '47 h 59 min'],
    [48 * HOUR, '2 days'],
    [28.9 * 24 * HOUR, '28 days'],
  ])('says %d ms as "%s"', (ms, words) => {
    expect(describeTimeLeft(ms).text).toBe(words);
  });

  it('knows to the millisecond when its text changes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 * 24 * HOUR }), (ms) => {
        const { text, changesInMs = 0 } = describeTimeLeft(ms);
        expect(changesInMs).toBeGreaterThan(0);
        expect(describeTimeLeft(ms - changesInMs + 1).text).toBe(text);
        expect(describeTimeLeft(ms - changesInMs).text).not.toBe(text);
      }),
    );
  });

  it('changes each minute, and each ten seconds in the last two minutes', () => {
    expect(describeTimeLeft(11 * MINUTE).changesInMs).toBe(1);
    expect(describeTimeLeft(11 * MINUTE - 1).changesInMs).toBe(MINUTE);
    expect(describeTimeLeft(100_000 - 1).changesInMs).toBe(10_000);
  });

  it('has nothing to change once nothing is left', () => {
    expect(describeTimeLeft(0).changesInMs).toBeUndefined();
  });
});
