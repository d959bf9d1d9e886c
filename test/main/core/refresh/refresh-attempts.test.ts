import { describe, expect, it } from 'vitest';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import { failedAttempt, type RefreshAttempt, withAttempt } from '../../../../main/core/refresh/refresh-attempts';

const attempt = (atMs: number): RefreshAttempt => ({ atMs, durationMs: 100 });
const attempts = (count: number) => Array.from({ length: count }, (_, atMs) => attempt(atMs));
const times = (list: readonly RefreshAttempt[]) => list.map(({ atMs }) => atMs);

describe('the kept tries', () => {
  it('have the newest at the end, as it was noted', () => {
    const failed: RefreshAttempt = { atMs: 2, durationMs: 5_000, host: 'api6.axiom.trade', failureCode: 'TIMEOUT' };
    expect(withAttempt([], failed)).toEqual([failed]);
    expect(withAttempt([attempt(0), attempt(1)], failed)).toEqual([attempt(0), attempt(1), failed]);
  });

  it.each([
    [22, 0, 23],
    [23, 0, 24],
    [24, 1, 24],
    [30, 7, 24],
  ])('that were %i begin with number %i afterwards and are %i', (count, first, kept) => {
    const after = times(withAttempt(attempts(count), attempt(count)));
    expect([after[0], after.at(-1), after.length]).toEqual([first, count, kept]);
  });

  it('are a new list each time, so that a list on screen does not change', () => {
    const shown = attempts(24);
    withAttempt(shown, attempt(24));
    expect(times(shown)).toEqual(times(attempts(24)));
  });
});

it.each<[ErrorCode, boolean, boolean | undefined]>([
  ['UNAUTHORIZED', true, true],
  ['STORAGE_FULL', true, true],
  ['TIMEOUT', true, true],
  ['NETWORK', true, undefined],
  ['UNAUTHORIZED', false, undefined],
])('one that failed with %s (unsent: %s) was kept back by this computer: %s', (code, unsent, expected) => {
  expect(failedAttempt(new AxiomTokenError(code, { unsent }), 1, 2).isUnsent).toBe(expected);
});
