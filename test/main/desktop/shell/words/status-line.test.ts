import { describe, expect, it } from 'vitest';
import { describeStatus } from '../../../../../main/desktop/shell/words/status-line';
import type { ProfileStatus } from '../../../../../preload/contract/schemas';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { makeTrayProfile } from '../../../../support/make-tray-snapshot';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LOCALE = { locale: 'en-GB', timeZone: 'UTC' };

const lineOf = (changes: Partial<ProfileStatus>, style: 'sentence' | 'inline' = 'sentence', locale = LOCALE) =>
  describeStatus(makeTrayProfile(changes), FAKE_START_MS, style, locale);

/** Without a known expiry. */
function withoutExpiry(changes: Partial<ProfileStatus>): ProfileStatus {
  const { expiresAtMs: _, ...profile } = makeTrayProfile(changes);
  return profile;
}

describe('the words', () => {
  it.each<[string, Partial<ProfileStatus>, string]>([
    ['about the token itself', {}, 'main: Healthy, expires in 12 min'],
    ['about something else', { session: 'needs-sign-in' }, 'main: Sign in again, token expires in 12 min'],
    ['with the countdown in the label', { token: 'expiring' }, 'main: Expires in 12 min'],
    ['with a clock time in the label', { session: 'offline' }, 'main: Offline, working until 12:12'],
    [
      'with the time of the next try',
      { session: 'asked-to-wait', nextTryAtMs: FAKE_START_MS + 5 * MINUTE_MS },
      'main: Axiom asks to wait until 12:05, working until 12:12',
    ],
    [
      'with a next try that nobody knows',
      { session: 'refused-once' },
      'main: Refused once, checking again, token expires in 12 min',
    ],
    [
      'where a network page answers',
      { session: 'offline', isNetworkPage: true },
      'main: A network page answers, working until 12:12',
    ],
    [
      'paused, with tokens that are not saved',
      { session: 'paused', storage: 'unsaved' },
      'main: Paused by you, token expires in 12 min, in memory only',
    ],
    [
      'with a time of another day',
      { session: 'offline', expiresAtMs: FAKE_START_MS + DAY_MS },
      'main: Offline, working until 2 Mar, 12:00',
    ],
    ['about a token that works no more', { token: 'expired' }, 'main: Expired'],
    ['paused, behind a worse state', { session: 'paused', token: 'expired' }, 'main: Expired, paused by you'],
    [
      'paused, behind a worse state of the place',
      { session: 'paused', storage: 'locked' },
      'main: Keychain is locked, token expires in 12 min, paused by you',
    ],
    ['about a token whose end nobody knows', { token: 'unknown-expiry' }, 'main: Works, expiry unknown'],
    ['without a token', { token: 'none' }, 'main: Signed out'],
    ['of a simulator', { isSimulator: true }, 'main: Healthy, expires in 12 min — Simulator'],
    ['of a profile named so', { name: 'R&D {left}' }, 'R&D {left}: Healthy, expires in 12 min'],
  ])('%s', (_what, changes, text) => {
    expect(lineOf(changes).text).toBe(text);
  });

  it.each([
    ['Healthy', {}, 'main: healthy, expires in 12 min'],
    ['Axiom', { session: 'needs-browser' }, 'main: Axiom wants a browser check, token expires in 12 min'],
  ] as const)('inside a sentence begin in lower case, but for a name: %s', (_word, changes, text) => {
    expect(lineOf(changes, 'inline').text).toBe(text);
  });

  it('write the clock time as the system does', () => {
    const text = lineOf({ session: 'offline' }, 'sentence', { locale: 'en-US', timeZone: 'America/New_York' }).text;
    expect(text).toMatch(/^main: Offline, working until 0?7:12\sAM$/);
  });

  it('have no "until" when the end is not known', () => {
    expect(describeStatus(withoutExpiry({ session: 'offline' }), FAKE_START_MS, 'sentence', LOCALE)).toEqual({
      text: 'main: Offline',
    });
  });

  it('have no gap when a countdown has no end to count to', () => {
    const { text } = describeStatus(withoutExpiry({ token: 'expiring' }), FAKE_START_MS, 'sentence', LOCALE);
    expect(text).toBe('main: Expires in a moment');
  });
});

describe('the end of the sign-in', () => {
  const signInEndsAtMs = FAKE_START_MS + 2 * DAY_MS + 1;

  it.each<[string, Partial<ProfileStatus>, string]>([
    ['near', { isSignInEnding: true, signInEndsAtMs }, 'main: Healthy, expires in 12 min, sign-in ends in 2 days'],
    [
      'near, while offline',
      { session: 'offline', isSignInEnding: true, signInEndsAtMs },
      'main: Offline, working until 12:12, sign-in ends in 2 days',
    ],
    ['far', { isSignInEnding: false, signInEndsAtMs }, 'main: Healthy, expires in 12 min'],
    ['near, but nobody knows when', { isSignInEnding: true }, 'main: Healthy, expires in 12 min'],
  ])('%s', (_what, changes, text) => {
    expect(lineOf(changes).text).toBe(text);
  });
});

describe('the time left alone', () => {
  it.each<[Partial<ProfileStatus>, string | undefined]>([
    [{}, '12 min'],
    [{ token: 'due' }, '12 min'],
    [{ token: 'expiring' }, '12 min'],
    [{ session: 'offline' }, '12 min'],
    [{ token: 'expired' }, undefined],
    [{ token: 'unknown-expiry' }, undefined],
    [{ token: 'none' }, undefined],
  ])('of %j is %s', (changes, timeLeft) => {
    expect(lineOf(changes).timeLeft).toBe(timeLeft);
  });
});

describe('when a line next changes', () => {
  // 12 min 4 s are left: the text is valid for 4 seconds and one millisecond.
  const countdown = FAKE_START_MS + 4_001;
  it.each<[string, Partial<ProfileStatus>, number | undefined]>([
    ['with a countdown', {}, countdown],
    ['with a clock time, which stays', { session: 'offline' }, undefined],
    ['without a token', { token: 'none' }, undefined],
    [
      'with a sign-in that ends sooner',
      { isSignInEnding: true, signInEndsAtMs: FAKE_START_MS + 5 * MINUTE_MS + 1_000 },
      FAKE_START_MS + 1_001,
    ],
    [
      'with a sign-in that ends later',
      { isSignInEnding: true, signInEndsAtMs: FAKE_START_MS + 2 * DAY_MS + 9 * MINUTE_MS },
      countdown,
    ],
    [
      'with a clock time and a sign-in that ends',
      { session: 'offline', isSignInEnding: true, signInEndsAtMs: FAKE_START_MS + 5 * MINUTE_MS + 1_000 },
      FAKE_START_MS + 1_001,
    ],
  ])('%s', (_what, changes, changesAtMs) => {
    expect(lineOf(changes).changesAtMs).toBe(changesAtMs);
  });

  it('says so to the millisecond', () => {
    const textAt = (nowMs: number) => describeStatus(makeTrayProfile(), nowMs, 'sentence', LOCALE).text;
    expect(textAt(countdown - 1)).toBe('main: Healthy, expires in 12 min');
    expect(textAt(countdown)).toBe('main: Healthy, expires in 11 min');
  });
});
