// When a refresh is due and allowed, asked of the timing itself.
import { describe, expect, it } from 'vitest';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { RefreshTiming } from '../../../../main/core/refresh/refresh-timing';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

const NOW = FAKE_START_MS;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A timing, and chance as a list: each number is drawn once, the last one again and again. */
function timed(...chances: number[]) {
  const clock = new FakeClock();
  const random = () => (chances.length > 1 ? chances.shift() : chances[0]) ?? 0;
  return { clock, timing: new RefreshTiming(clock, random) };
}

/** The budget of five used up at once by refreshes of these tokens. */
function exhausted(lifetimeMs: number) {
  const { clock, timing } = timed(0);
  const tokens = makeTokens(NOW, lifetimeMs);
  for (let time = 0; time < 5; time++) timing.succeed(timing.begin(), tokens, true);
  return { clock, timing, tokens };
}

describe('the next refresh', () => {
  it.each([
    ['a fortieth of the life later at most', 2 * MINUTE, MINUTE + 1.5 * SECOND],
    ['10 s later at most', 60 * MINUTE, 45 * MINUTE + 5 * SECOND],
  ])('is due by the policy and by chance %s', (_what, lifetimeMs, afterMs) => {
    const { timing } = timed(0.5);
    expect(timing.nextAtMs(makeTokens(NOW, lifetimeMs), 0)).toBe(NOW + afterMs);
  });

  it('is told by the local clock, whatever the server’s', () => {
    const { timing } = timed(0);
    const tokens = makeTokens(NOW, 60 * MINUTE);
    expect([timing.nextAtMs(tokens, 7_000), timing.nextAtMs(tokens, -7_000)]).toEqual([
      NOW + 45 * MINUTE - 7_000,
      NOW + 45 * MINUTE + 7_000,
    ]);
  });

  it('has no chance in it where the life is not known', () => {
    const { timing } = timed(0.9);
    const opaque = { accessToken: new Secret('a'), refreshToken: new Secret('r'), receivedAtMs: NOW };
    expect(timing.nextAtMs(createAuthTokens(opaque), 0)).toBe(NOW + 5 * MINUTE);
  });

  it('has another chance after each that worked', () => {
    const { timing } = timed(0, 0.5);
    const tokens = makeTokens(NOW, 60 * MINUTE);
    const before = timing.nextAtMs(tokens, 0);
    timing.succeed(timing.begin(), tokens, true);
    expect(timing.nextAtMs(tokens, 0) - before).toBe(5 * SECOND);
  });

  it('is not before the floor since the last that worked, counted from its start', async () => {
    const { clock, timing } = timed(0);
    const old = makeTokens(NOW - 14 * MINUTE);
    expect(timing.automaticFloorEndsAtMs(old)).toBe(-Infinity);
    const started = timing.begin();
    await clock.advance(3 * SECOND);
    timing.succeed(started, old, true);
    expect(timing.automaticFloorEndsAtMs(old)).toBe(NOW + 3.75 * MINUTE);
    expect(timing.nextAtMs(old, 0)).toBe(NOW + 3.75 * MINUTE);
    timing.forget();
    expect(timing.automaticFloorEndsAtMs(old)).toBe(-Infinity);
  });
});

describe('a click', () => {
  it('may follow the last try after 5 s, also one that failed, and other tokens at once', async () => {
    const { clock, timing } = timed(0);
    expect(timing.personFloorEndsAtMs()).toBe(-Infinity);
    await clock.advance(MINUTE);
    expect(timing.begin()).toEqual({ wallMs: NOW + MINUTE, monotonicMs: 61_000 });
    expect(timing.personFloorEndsAtMs()).toBe(NOW + MINUTE + 5 * SECOND);
    timing.forget();
    expect(timing.personFloorEndsAtMs()).toBe(-Infinity);
  });

  it.each([
    [40 * SECOND, '10 seconds'],
    [4 * 59 * SECOND, '59 seconds'],
    [4 * 59 * SECOND + 4, '1 minute'],
    [4 * MINUTE, '1 minute'],
    [4 * MINUTE + 4, '2 minutes'],
    [8 * MINUTE, '2 minutes'],
  ])('that comes too soon for tokens of %d ms is told the wait: %s', (lifetimeMs, words) => {
    const { timing, tokens } = exhausted(lifetimeMs);
    const refusal = timing.budgetError({ ...tokens, issuedAtMs: NOW, expiresAtMs: NOW + lifetimeMs });
    expect(refusal).toMatchObject({
      code: 'RATE_LIMITED',
      message: 'These tokens are fresh: they were refreshed several times a moment ago.',
      remedy: `They are refreshed by themselves in time. You can do it again in ${words}.`,
      retryAfterMs: Math.max(10 * SECOND, lifetimeMs / 4),
    });
  });

  it('is told one second when less than that is left', async () => {
    const { clock, timing, tokens } = exhausted(40 * SECOND);
    await clock.advance(9_001);
    expect(timing.budgetError(tokens)?.remedy).toContain(' in 1 second.');
    await clock.advance(998);
    expect(timing.budgetError(tokens)?.remedy).toContain(' in 1 second.');
    await clock.advance(1);
    expect(timing.budgetError(tokens)).toBeUndefined();
  });

  it('is not held up by what another process has asked for, nor by what was before these tokens', () => {
    const { timing, tokens } = exhausted(15 * MINUTE);
    expect(timing.budgetError(tokens)?.code).toBe('RATE_LIMITED');
    timing.forget();
    for (let time = 0; time < 9; time++) timing.succeed(timing.begin(), tokens, false);
    expect(timing.budgetError(tokens)).toBeUndefined();
  });
});
