// Times until a token is due, counts as expired or ends, computed by the policy itself: only the policy's own tests contain its numbers.
//
//   await graph.advanceUntilDue();
//   expect(graph.askedAfterMs).toEqual([dueAfterMs(tokens) + jitterMs]);
import { RefreshTiming } from '../../main/core/refresh/refresh-timing';
import type { ProfileRefresher } from '../../main/core/refresh/profile-refresher';
import type { TokenManager } from '../../main/core/storage/token-manager';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import { countsAsExpiredAtMs, refreshDueAtMs } from '../../main/core/tokens/expiry-policy';
import { FakeClock } from './fakes/clock/fake-clock';

/** Milliseconds from the arrival of these tokens until a refresh is due, without jitter. */
export function dueAfterMs(tokens: AuthTokens): number {
  return refreshDueAtMs(tokens) - tokens.receivedAtMs;
}

/** Milliseconds from the arrival of these tokens until they count as expired. */
export function expiredAfterMs(tokens: AuthTokens): number {
  return known(countsAsExpiredAtMs(tokens), 'the expiry') - tokens.receivedAtMs;
}

/** Milliseconds until the profile's next automatic refresh, including jitter, minimum interval, or the wait after a failure. */
export function untilDueMs(clock: FakeClock, refresher: ProfileRefresher): number {
  return Math.ceil(known(refresher.nextRefreshAtMs, 'the next refresh') - clock.nowMs());
}

/** Milliseconds until the current tokens count as expired. */
export function untilExpiredMs(manager: TokenManager): number {
  return Math.ceil(known(countsAsExpiredAtMs(tokensOf(manager)), 'the expiry') - manager.serverNowMs());
}

/** Milliseconds until the server no longer accepts the current access token. */
export function untilEndMs(manager: TokenManager): number {
  return known(tokensOf(manager).expiresAtMs, 'the expiry') - manager.serverNowMs();
}

/** How long after a try a person's click sends nothing. */
export function personFloorMs(): number {
  const clock = new FakeClock();
  const timing = new RefreshTiming(clock, () => 0);
  timing.startAttempt();
  return timing.personFloorEndsAtMs() - clock.nowMs();
}

function tokensOf(manager: TokenManager): AuthTokens {
  const tokens = manager.getTokens();
  if (!tokens) throw new Error('the profile has no tokens whose moments could be waited for');
  return tokens;
}

function known(value: number | undefined, what: string): number {
  if (value === undefined) throw new Error(`${what} is not known`);
  return value;
}
