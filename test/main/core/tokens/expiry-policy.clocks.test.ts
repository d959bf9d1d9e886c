// The policy with contradicting clocks.
import { describe, expect, it } from 'vitest';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import {
  isFromFuture,
  wasClockCorrected,
  isUseless,
  isWrongClock,
  knownOffsetMs,
  likelierOffsetMs,
  offsetAtIssueMs,
  overAtMs,
} from '../../../../main/core/tokens/expiry-policy';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const NOW = FAKE_START_MS;
const tokens = (known: Partial<AuthTokens> = {}): AuthTokens => ({
  accessToken: new Secret('a'),
  refreshToken: new Secret('r'),
  receivedAtMs: NOW,
  ...known,
});
const living = (issuedAtMs: number, lifeMs = 15 * MINUTE) => tokens({ issuedAtMs, expiresAtMs: issuedAtMs + lifeMs });

describe('the server’s time when tokens were issued', () => {
  it.each([
    ['is what the answer says where the tokens agree', living(NOW), 0, 0, 0],
    ['is what the answer says as long as the expired buffer makes it good', living(NOW), 0, 2.5 * MINUTE, 2.5 * MINUTE],
    ['is their start where the answer is ahead by more', living(NOW), 0, 2.5 * MINUTE + 1, 0],
    ['is their start where the answer is behind by more', living(NOW), 0, -2.5 * MINUTE - 1, 0],
    [
      'is their start where the clock here is an hour ahead and the answer says nothing',
      living(NOW - HOUR),
      0,
      0,
      -HOUR,
    ],
    ['is their start and all that the answer took', living(NOW - HOUR), 20 * SECOND, 0, 20 * SECOND - HOUR],
    ['is their start after 5 minutes for a life of an hour', living(NOW, HOUR), 0, 5 * MINUTE, 5 * MINUTE],
    ['is their start beyond 5 minutes for a life of an hour', living(NOW, HOUR), 0, 5 * MINUTE + 1, 0],
    ['is what the answer says where they have no start', tokens({ expiresAtMs: NOW + HOUR }), 0, HOUR, HOUR],
    ['is what the answer says where they have no end', tokens({ issuedAtMs: NOW }), 0, HOUR, HOUR],
  ])('%s', (_what, issued, tookMs, offsetMs, expected) => {
    const arrival = { nowMs: NOW, tookMs, offsetMs, knownMs: 0 };
    expect(offsetAtIssueMs(issued, { ...arrival, former: undefined })).toBe(expected);
    expect(offsetAtIssueMs(issued, { ...arrival, former: living(NOW - 7 * MINUTE) })).toBe(expected);
  });

  // In minutes: when they were issued, by the server's clock; server minus local time as the answer says, and as it was known before.
  it.each([
    ['what was known, where they were issued as the answer began', -20, -20, 0, 0],
    ['what was known, where they were issued as it ended', 0, 0, 0, 0],
    ['what was known, where they were issued in the middle', -10, -10, 0, 0],
    ['what was known, where the date of the answer counts as of its middle', 0, 10, 0, 0],
    ['what was known of a clock that differs', 40, 40, 60, 60],
    ['the nearest that fits, where what was known is nearly right', 1, 1, 0, 1],
    ['the nearest that fits, on the other side', -21, -21, 0, -1],
    ['the latest that fits, where what was known cannot be', 40, 40, 0, 60],
    ['the latest that fits, where what was known cannot be either way', -40, -40, 0, -20],
    ['what the answer says where that is nearly the latest that fits', 0, 18, 0, 18],
  ])('after an answer of 20 minutes is %s', (_what, issued, said, known, expected) => {
    const arrival = { nowMs: NOW, tookMs: 20 * MINUTE, offsetMs: said * MINUTE, knownMs: known * MINUTE };
    const offsetMs = offsetAtIssueMs(living(NOW + issued * MINUTE), { ...arrival, former: undefined });
    expect(offsetMs / MINUTE).toBeCloseTo(expected);
  });

  it('is that of the answer if the pair before has the same start', () => {
    const arrival = { nowMs: NOW, tookMs: 0, offsetMs: HOUR, knownMs: 0, former: living(NOW, HOUR) };
    expect(offsetAtIssueMs(living(NOW), arrival)).toBe(HOUR);
  });
});

describe('the date of one answer that is far off', () => {
  // When the tokens end by the local clock; server minus local time as known, and as that answer says.
  it.each([
    ['is not taken where the tokens last by what was known', 15 * MINUTE, 0, -DAY, 0],
    ['is not taken where they were over by it', 15 * MINUTE, 0, DAY, 0],
    ['is taken where they last for years by what was known', 56 * YEAR + 15 * MINUTE, 0, 56 * YEAR, 56 * YEAR],
    ['is taken where they last for a day more', DAY + 15 * MINUTE, 0, DAY, DAY],
    ['is taken where they were over by what was known', 15 * MINUTE - DAY, 0, -DAY, -DAY],
    ['is not taken where they were over by both', -2 * DAY, 0, DAY, 0],
    [
      'is not taken where another was known that fits',
      15 * MINUTE - 73 * YEAR,
      -73 * YEAR,
      -73 * YEAR - DAY,
      -73 * YEAR,
    ],
    ['is not taken where the end is unknown', undefined, HOUR, DAY, HOUR],
    ['is none where no answer said it', 56 * YEAR, 0, undefined, 0],
  ])('%s', (_what, endsInMs, knownMs, saidMs, expected) => {
    const issued = tokens(endsInMs === undefined ? {} : { expiresAtMs: NOW + endsInMs });
    expect(likelierOffsetMs(issued, NOW, knownMs, saidMs)).toBe(expected);
  });
});

describe('a clock that was wrong when the tokens came', () => {
  it.each([
    ['by 12 hours is none', 12 * HOUR, false],
    ['by more is', 12 * HOUR + 1, true],
    ['ahead is, too', -12 * HOUR - 1, true],
  ])('%s', (_what, offsetMs, expected) => {
    expect(isWrongClock(offsetMs)).toBe(expected);
  });

  it.each([
    ['runs on as it was', DAY, NOW - DAY + HOUR, false],
    ['was set right', DAY, NOW + HOUR, true],
    ['was set right at once', DAY, NOW, true],
    ['was set right, as far as seconds matter', DAY, NOW - 10 * SECOND, true],
    ['was set, and is still behind', 56 * YEAR, NOW - YEAR, false],
    ['was behind by less than 12 hours', 12 * HOUR, NOW + HOUR, false],
    ['was ahead and runs on', -DAY, NOW + DAY + HOUR, false],
    ['was ahead and was set right', -DAY, NOW + HOUR, true],
    ['was ahead and was set to a time before', -DAY, NOW - HOUR, false],
    ['was ahead by less than 12 hours', -12 * HOUR, NOW + HOUR, false],
  ])('%s', (_what, offsetMs, nowMs, expected) => {
    expect(wasClockCorrected(tokens(), offsetMs, nowMs)).toBe(expected);
    expect(knownOffsetMs(tokens(), offsetMs, nowMs)).toBe(expected ? 0 : offsetMs);
    expect(wasClockCorrected(tokens({ receivedAtMs: 0, issuedAtMs: NOW }), offsetMs, nowMs)).toBe(expected);
  });
});

describe('unusable tokens', () => {
  it.each([
    ['a life of more than 10 s', living(NOW, 10 * SECOND + 1), false],
    ['a shorter one', living(NOW, 10 * SECOND), true],
    ['an end before they came, and no start', tokens({ expiresAtMs: NOW - MINUTE }), true],
    ['a long life that was over when they came: our clock is wrong', living(NOW - HOUR), false],
    ['a long life of which little was left', living(NOW - 14.9 * MINUTE), true],
    ['an unknown end', tokens(), false],
  ])('have %s', (_what, issued, expected) => {
    expect(isUseless(issued)).toBe(expected);
  });
});

describe('a record from the future', () => {
  it.each([
    ['saved now', 0, 0, 0, false],
    ['saved within what is noise', 9_999, 9_999, 0, false],
    ['saved and received ahead', 10_000, 10_000, 0, true],
    ['dated ahead, and received before', HOUR, -MINUTE, 0, false],
    ['received ahead by the server’s clock, which is ahead', HOUR, HOUR, HOUR, false],
    ['received ahead by both clocks', HOUR, 2 * HOUR, HOUR, true],
    ['saved before', -HOUR, HOUR, 0, false],
  ])('is none that was %s', (_what, savedMs, receivedMs, offsetMs, expected) => {
    expect(isFromFuture(tokens({ receivedAtMs: NOW + receivedMs }), NOW + savedMs, offsetMs, NOW)).toBe(expected);
  });

  it('may be expired, and one without an expiry is due', () => {
    expect(overAtMs(living(NOW)) - NOW).toBe(15 * MINUTE + 1);
    expect(overAtMs(tokens()) - NOW).toBe(5 * MINUTE);
  });
});
