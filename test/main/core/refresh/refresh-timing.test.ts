// When a refresh is due and allowed; tests the timing directly.
import { describe, expect, it } from 'vitest';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { automaticRefreshFloorMs, refreshDueAtMs } from '../../../../main/core/tokens/expiry-policy';
import type { ReplacedPair } from '../../../../main/core/tokens/replaced-pair';
import { RefreshTiming } from '../../../../main/core/refresh/refresh-timing';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

const NOW = FAKE_START_MS;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A timing with a list of random numbers: each is used once, the last one repeatedly. */
function timed(...chances: number[]) {
  const clock = new FakeClock();
  const random = () => (chances.length > 1 ? chances.shift() : chances[0]) ?? 0;
  return { clock, timing: new RefreshTiming(clock, random) };
}

/** The budget after refreshes of these tokens have used it up; `intervalMs` later there is one more. */
function exhausted(lifetimeMs: number) {
  const { clock, timing } = timed(0);
  const tokens = makeTokens(NOW, lifetimeMs);
  for (let time = 0; time < 99 && !timing.budgetError(tokens); time++)
    timing.recordSuccess(timing.startAttempt(), tokens, true);
  return { clock, timing, tokens, intervalMs: automaticRefreshFloorMs(tokens) };
}

/** Tokens that a person has signed in with over others. */
interface Untried {
  readonly replaced: ReplacedPair | undefined;
  readonly signedInWith: Secret | undefined;
}

describe('the next refresh', () => {
  it.each([
    ['a fortieth of the life later at most', 2 * MINUTE, 1.5 * SECOND],
    ['10 s later at most', 60 * MINUTE, 5 * SECOND],
  ])('is due by the policy and by chance %s', (_what, lifetimeMs, jitterMs) => {
    const { timing } = timed(0.5);
    const tokens = makeTokens(NOW, lifetimeMs);
    expect(timing.nextAtMs(tokens, 0, undefined)).toBe(refreshDueAtMs(tokens) + jitterMs);
  });

  it('is due at the arrival of a sign-in over another one, by the local clock, but not before the floor', () => {
    const { clock, timing } = timed(0.5);
    const tokens = makeTokens(NOW, 60 * MINUTE);
    const replaced = { tokens: makeTokens(NOW), by: 'a fingerprint' };
    timing.reset(tokens.refreshToken);
    expect([timing.nextAtMs(tokens, 0, replaced), timing.nextAtMs(tokens, 7_000, replaced)]).toEqual([
      NOW,
      NOW - 7_000,
    ]);
    timing.recordSuccess(timing.startAttempt(), tokens, true);
    expect(timing.nextAtMs(tokens, 0, replaced)).toBe(clock.nowMs() + automaticRefreshFloorMs(tokens));
  });

  it.each([
    ['nothing is kept beside', (of: Untried) => ({ ...of, replaced: undefined })],
    [
      'the one beside was refused',
      (of: Untried) => ({ ...of, replaced: of.replaced && { ...of.replaced, wasRefused: true } }),
    ],
    ['they were found, not signed in with', (of: Untried) => ({ ...of, signedInWith: makeTokens(NOW).refreshToken })],
    ['nobody has signed in in this run', (of: Untried) => ({ ...of, signedInWith: undefined })],
  ])('is due by the policy for tokens where %s', (_what, change) => {
    const { timing } = timed(0);
    const tokens = makeTokens(NOW, 60 * MINUTE);
    const beside = { tokens: makeTokens(NOW), by: 'a fingerprint' };
    const { replaced, signedInWith } = change({ replaced: beside, signedInWith: tokens.refreshToken });
    timing.reset(signedInWith);
    expect(timing.nextAtMs(tokens, 0, replaced)).toBe(refreshDueAtMs(tokens));
  });

  it('is given by the local clock, whatever the server’s', () => {
    const { timing } = timed(0);
    const tokens = makeTokens(NOW, 60 * MINUTE);
    expect([timing.nextAtMs(tokens, 7_000, undefined), timing.nextAtMs(tokens, -7_000, undefined)]).toEqual([
      refreshDueAtMs(tokens) - 7_000,
      refreshDueAtMs(tokens) + 7_000,
    ]);
  });

  it('has no jitter if the lifetime is not known', () => {
    const { timing } = timed(0.9);
    const secrets = { accessToken: new Secret('a'), refreshToken: new Secret('r') };
    const opaque = createAuthTokens({ ...secrets, receivedAtMs: NOW });
    expect(timing.nextAtMs(opaque, 0, undefined)).toBe(refreshDueAtMs(opaque));
  });

  it('has new jitter after each that worked', () => {
    const { timing } = timed(0, 0.5);
    const tokens = makeTokens(NOW, 60 * MINUTE);
    const before = timing.nextAtMs(tokens, 0, undefined);
    timing.recordSuccess(timing.startAttempt(), tokens, true);
    expect(timing.nextAtMs(tokens, 0, undefined) - before).toBe(5 * SECOND);
  });

  it('is not before the floor since the last that worked, counted from its start', async () => {
    const { clock, timing } = timed(0);
    const old = makeTokens(NOW - 14 * MINUTE);
    const floorEndsAtMs = NOW + automaticRefreshFloorMs(old);
    expect(timing.automaticFloorEndsAtMs(old)).toBe(-Infinity);
    const started = timing.startAttempt();
    await clock.advance(3 * SECOND);
    timing.recordSuccess(started, old, true);
    expect(timing.automaticFloorEndsAtMs(old)).toBe(floorEndsAtMs);
    expect(timing.nextAtMs(old, 0, undefined)).toBe(floorEndsAtMs);
    timing.reset(undefined);
    expect(timing.automaticFloorEndsAtMs(old)).toBe(-Infinity);
  });

  it('is delayed longer each time that unusable tokens come, until usable ones come', () => {
    const { timing } = timed(0);
    const floorMs = (lifetimeMs: number): number => {
      const tokens = makeTokens(NOW, lifetimeMs);
      timing.recordSuccess(timing.startAttempt(), tokens, true);
      return timing.automaticFloorEndsAtMs(tokens) - NOW;
    };
    const useless = Array.from({ length: 7 }, () => floorMs(SECOND));
    expect(useless.map((ms) => ms / SECOND)).toEqual([10, 20, 40, 80, 160, 300, 300]);
    expect([floorMs(20 * SECOND), floorMs(SECOND), floorMs(SECOND)]).toEqual([10 * SECOND, 10 * SECOND, 20 * SECOND]);
    timing.reset(undefined);
    expect(floorMs(SECOND)).toBe(10 * SECOND);
  });
});

describe('a click', () => {
  it('may follow the last try after 5 s, also one that failed, and other tokens at once', async () => {
    const { clock, timing } = timed(0);
    expect(timing.personFloorEndsAtMs()).toBe(-Infinity);
    await clock.advance(MINUTE);
    expect(timing.startAttempt()).toEqual({ wallMs: NOW + MINUTE, monotonicMs: 61_000 });
    expect(timing.personFloorEndsAtMs()).toBe(NOW + MINUTE + 5 * SECOND);
    timing.reset(undefined);
    expect(timing.personFloorEndsAtMs()).toBe(-Infinity);
  });

  it.each([
    [10 * SECOND, '10 seconds'],
    [59 * SECOND, '59 seconds'],
    [59 * SECOND + 1, '1 minute'],
    [MINUTE, '1 minute'],
    [MINUTE + 1, '2 minutes'],
    [2 * MINUTE, '2 minutes'],
  ])('that comes %d ms too soon is told the wait: %s', async (waitMs, words) => {
    const { clock, timing, tokens, intervalMs } = exhausted(60 * MINUTE);
    await clock.advance(intervalMs - waitMs);
    expect(timing.budgetError(tokens)).toMatchObject({
      code: 'RATE_LIMITED',
      message: 'These tokens are new: they were refreshed several times a moment ago.',
      remedy: `They are refreshed automatically in time. You can refresh again in ${words}.`,
      retryAfterMs: waitMs,
    });
  });

  it('is answered "in 1 second" when less than that is left', async () => {
    const { clock, timing, tokens, intervalMs } = exhausted(40 * SECOND);
    await clock.advance(intervalMs - 999);
    expect(timing.budgetError(tokens)?.remedy).toContain(' in 1 second.');
    await clock.advance(998);
    expect(timing.budgetError(tokens)?.remedy).toContain(' in 1 second.');
    await clock.advance(1);
    expect(timing.budgetError(tokens)).toBeUndefined();
  });

  it('is not delayed by requests of another process, nor by those before these tokens', () => {
    const { timing, tokens } = exhausted(15 * MINUTE);
    expect(timing.budgetError(tokens)?.code).toBe('RATE_LIMITED');
    timing.reset(undefined);
    for (let time = 0; time < 99; time++) timing.recordSuccess(timing.startAttempt(), tokens, false);
    expect(timing.budgetError(tokens)).toBeUndefined();
  });
});
