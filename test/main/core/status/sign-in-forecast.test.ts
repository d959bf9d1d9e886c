import { describe, expect, it } from 'vitest';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { forecastSignIn } from '../../../../main/core/status/sign-in-forecast';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A current pair whose refresh token lives from `issuedAtMs` to `endsAtMs`. */
function tokensEnding(endsAtMs: number | undefined, issuedAtMs: number | undefined) {
  return createAuthTokens({
    accessToken: makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 15 * MINUTE }),
    refreshToken: makeJwt({
      ...(issuedAtMs === undefined ? {} : { issuedAtMs }),
      ...(endsAtMs === undefined ? {} : { expiresAtMs: endsAtMs }),
    }),
    receivedAtMs: NOW,
  });
}

describe('the forecast of a sign-in', () => {
  it.each([
    ['30 days', 30 * DAY, 3 * DAY],
    ['a year', 365 * DAY, 3 * DAY],
    ['7 days', 7 * DAY, 0.7 * DAY],
    ['one day', DAY, 2.4 * HOUR],
    ['an hour', HOUR, 6 * MINUTE],
  ])('of %s warns from its last tenth, at most 3 days before its end', (_life, lifeMs, warnedMs) => {
    const endsAtMs = NOW + lifeMs;
    const tokens = tokensEnding(endsAtMs, NOW);
    const warnsFromMs = endsAtMs - warnedMs;
    expect(forecastSignIn(tokens, NOW)).toEqual({ endsAtMs, warnsFromMs, isWarningDue: false });
    const due = [warnsFromMs - 1, warnsFromMs, endsAtMs - 1, endsAtMs].map(
      (nowMs) => forecastSignIn(tokens, nowMs)?.isWarningDue,
    );
    expect(due).toEqual([false, true, true, false]);
  });

  it('counts the life from the refresh token’s own start, though the pair is younger', () => {
    const endsAtMs = NOW + 2 * DAY;
    expect(forecastSignIn(tokensEnding(endsAtMs, NOW - 28 * DAY), NOW)?.isWarningDue).toBe(true);
  });

  it('does not count a life that would begin at its end', () => {
    const endsAtMs = NOW + 4 * DAY;
    expect(forecastSignIn(tokensEnding(endsAtMs, endsAtMs), NOW)?.warnsFromMs).toBe(NOW + DAY);
  });

  it('warns 3 days before if the start of the sign-in is unknown', () => {
    for (const issuedAtMs of [undefined, NOW + 9 * DAY]) {
      const tokens = tokensEnding(NOW + 4 * DAY, issuedAtMs);
      expect(forecastSignIn(tokens, NOW)?.warnsFromMs).toBe(NOW + DAY);
    }
  });

  it('is unknown when the token has no expiry', () => {
    expect(forecastSignIn(tokensEnding(undefined, NOW), NOW)).toBeUndefined();
  });

  it('is unknown once a refresh has worked after the token’s expiry', () => {
    const endsAtMs = NOW - MINUTE;
    expect(forecastSignIn(tokensEnding(endsAtMs, endsAtMs - DAY), NOW)).toBeUndefined();
  });
});
