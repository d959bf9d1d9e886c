import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuthTokens, createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import {
  automaticRefreshFloorMs,
  countsAsExpiredAtMs,
  isExpired,
  isValidFor,
  lifetimeMs,
  stateChangeTimesMs,
  needsRefresh,
  refreshDueAtMs,
} from '../../../../main/core/tokens/expiry-policy';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const MINUTE = 60_000;
const NOW = FAKE_START_MS;
const tokens = (known: Partial<AuthTokens>): AuthTokens => ({
  accessToken: new Secret('a'),
  refreshToken: new Secret('r'),
  receivedAtMs: NOW,
  ...known,
});
const living = (minutes: number) => tokens({ issuedAtMs: NOW, expiresAtMs: NOW + minutes * MINUTE });
const time = fc.integer({ min: -1e10, max: 1e10 }).map((delta) => NOW + delta);
const anyTokens = fc
  .record({ expiresAtMs: time, issuedAtMs: time, receivedAtMs: time }, { requiredKeys: ['receivedAtMs'] })
  .map(tokens);

describe('the expiry policy', () => {
  it.each([
    [15, 7.5, 12.5],
    [29, 14.5, 29 - 29 / 6],
    [30, 15, 25],
    [60, 45, 55],
    [1_440, 1_425, 1_435],
  ])('refreshes a %d-minute token at %d min and counts it as expired at %d min', (life, due, expired) => {
    expect(refreshDueAtMs(living(life)) - NOW).toBeCloseTo(due * MINUTE, 3);
    expect((countsAsExpiredAtMs(living(life)) ?? 0) - NOW).toBeCloseTo(expired * MINUTE, 3);
  });

  it('changes exactly at its moments', () => {
    const token = living(15);
    expect([449_999, 450_000].map((ms) => needsRefresh(token, NOW + ms))).toEqual([false, true]);
    expect([749_999, 750_000].map((ms) => isExpired(token, NOW + ms))).toEqual([false, true]);
    expect([899_990, 899_991].map((ms) => isValidFor(token, NOW + ms, 10))).toEqual([true, false]);
  });

  it('counts no tokens as expired and due', () => {
    expect(isExpired(undefined, NOW)).toBe(true);
    expect(needsRefresh(undefined, NOW)).toBe(true);
  });

  it('never reports an unknown expiry as expired, and refreshes it 5 minutes after it came', () => {
    const token = tokens({});
    expect(isExpired(token, NOW + 1e12)).toBe(false);
    expect([299_999, 300_000].map((ms) => needsRefresh(token, NOW + ms))).toEqual([false, true]);
    expect(automaticRefreshFloorMs(token)).toBe(75_000);
    expect(lifetimeMs(token)).toBeUndefined();
  });

  it('counts the lifetime from the arrival when the issue is unknown', () => {
    expect(lifetimeMs(tokens({ expiresAtMs: NOW + 900_000 }))).toBe(900_000);
    expect(lifetimeMs(tokens({ expiresAtMs: NOW - 1 }))).toBe(0);
  });

  const SECOND = 1_000;
  it.each([
    ['15 minutes', 0, 900, 450, 750],
    ['2 minutes, as the demo’s', 0, 120, 60, 100],
    ['one minute', 0, 60, 30, 50],
    ['half a minute, which counts from its arrival', 0, 30, 15, 25],
    ['half a minute, a third of it gone', -10, 20, 10, 20 - 20 / 6],
    ['15 minutes, a third of it gone', -300, 600, 150, 450],
    ['15 minutes that are said to begin with their end', 900, 900, 450, 750],
    ['15 minutes that are said to begin half a minute before their end', 870, 900, 450, 750],
    ['15 minutes that are said to begin a minute after their end', 960, 900, 450, 750],
    ['15 minutes that are said to begin in the year 58000', NOW, 900, 450, 750],
    ['15 minutes that are said to begin in 1970', -NOW / SECOND, 900, 450, 750],
  ])('of a token that lives %s: %#', (_life, issuedS, endS, dueS, expiredS) => {
    const accessToken = makeJwt({ issuedAtMs: NOW + issuedS * SECOND, expiresAtMs: NOW + endS * SECOND });
    const token = createAuthTokens({ accessToken, refreshToken: new Secret('r'), receivedAtMs: NOW });
    expect((refreshDueAtMs(token) - NOW) / SECOND).toBeCloseTo(dueS, 3);
    expect(((countsAsExpiredAtMs(token) ?? 0) - NOW) / SECOND).toBeCloseTo(expiredS, 3);
  });

  it('keeps a floor of a quarter of the lifetime, at least 10 s', () => {
    expect(automaticRefreshFloorMs(living(15))).toBe(225_000);
    expect(automaticRefreshFloorMs(living(1 / 60))).toBe(10_000);
  });

  it('does not let the floor outlast a token that was issued long before it came', () => {
    const old = tokens({ issuedAtMs: NOW - 30 * 86_400_000, expiresAtMs: NOW + 15 * MINUTE });
    expect(automaticRefreshFloorMs(old)).toBe(225_000);
  });

  it('has a floor of its whole lifetime if it was expired when it came', () => {
    expect(automaticRefreshFloorMs(tokens({ issuedAtMs: NOW - 15 * MINUTE, expiresAtMs: NOW }))).toBe(225_000);
  });

  it('does not ask more often because of a clock that is hours ahead', () => {
    const over = tokens({ issuedAtMs: NOW - 180 * MINUTE, expiresAtMs: NOW - 165 * MINUTE });
    expect(automaticRefreshFloorMs(over)).toBe(225_000);
  });

  it('orders its moments: due, then expired, then the end; floor and lifetime are never below their minimum', () => {
    fc.assert(
      fc.property(anyTokens, (token) => {
        const expired = countsAsExpiredAtMs(token);
        expect((lifetimeMs(token) ?? 0) >= 0).toBe(true);
        expect(automaticRefreshFloorMs(token)).toBeGreaterThanOrEqual(10_000);
        expect(expired === undefined).toBe(token.expiresAtMs === undefined);
        if (expired === undefined) return;
        expect(refreshDueAtMs(token)).toBeLessThanOrEqual(expired);
        expect(expired).toBeLessThanOrEqual(token.expiresAtMs ?? 0);
        expect(expired).toBeGreaterThanOrEqual((token.expiresAtMs ?? 0) - 5 * MINUTE);
        expect(refreshDueAtMs(token)).toBeGreaterThanOrEqual((token.expiresAtMs ?? 0) - 15 * MINUTE);
      }),
    );
  });

  it('only gets worse with time: expired means due, not expired means valid', () => {
    fc.assert(
      fc.property(anyTokens, time, fc.nat(1e9), (token, atMs, laterMs) => {
        if (isExpired(token, atMs)) {
          expect(needsRefresh(token, atMs)).toBe(true);
          expect(isExpired(token, atMs + laterMs)).toBe(true);
        } else {
          expect(isValidFor(token, atMs, 0)).toBe(true);
        }
        if (needsRefresh(token, atMs)) expect(needsRefresh(token, atMs + laterMs)).toBe(true);
      }),
    );
  });

  it('names every moment at which a verdict changes', () => {
    expect(stateChangeTimesMs({ ...living(15), refreshExpiresAtMs: NOW + 1e9 })).toEqual(
      [450_000, 750_000, 900_000, 1e9].map((ms) => NOW + ms),
    );
    expect(stateChangeTimesMs(tokens({}))).toEqual([NOW + 300_000]);
  });
});
