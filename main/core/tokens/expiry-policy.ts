// The one place that decides when a token counts as expired and when a refresh is due. Pure functions of tokens and time.
// `nowMs` is always the server's time as far as known (local clock plus server offset).
import type { AuthTokens } from './auth-tokens';

const MINUTE_MS = 60_000;
const REFRESH_BUFFER_MS = 15 * MINUTE_MS;
const EXPIRED_BUFFER_MS = 5 * MINUTE_MS;
/** For a short lifetime: each buffer is at most this part of it. */
const REFRESH_BUFFER_PART = 1 / 2;
const EXPIRED_BUFFER_PART = 1 / 6;
const UNKNOWN_EXPIRY_REFRESH_AFTER_MS = 5 * MINUTE_MS;
const LEAST_REFRESH_INTERVAL_MS = 10_000;
/** Least time between two automatic refreshes, as a part of the lifetime. */
const REFRESH_INTERVAL_PART = 1 / 4;

/** Lifetime L of the access token: `exp - iat`, else `exp - receivedAtMs`; `undefined` when the expiry is unknown. Never below 0. */
export function lifetimeMs(tokens: AuthTokens): number | undefined {
  if (tokens.expiresAtMs === undefined) return undefined;
  return Math.max(0, tokens.expiresAtMs - (tokens.issuedAtMs ?? tokens.receivedAtMs));
}

/** From when the access token counts as expired: min(5 min, L/6) before its expiry. `undefined`: expiry unknown. */
export function countsAsExpiredAtMs(tokens: AuthTokens): number | undefined {
  const lifetime = lifetimeMs(tokens);
  if (tokens.expiresAtMs === undefined || lifetime === undefined) return undefined;
  return tokens.expiresAtMs - Math.min(EXPIRED_BUFFER_MS, lifetime * EXPIRED_BUFFER_PART);
}

/** From when a refresh is due: min(15 min, L/2) before the expiry; with unknown expiry 5 minutes after the token was received. */
export function refreshDueAtMs(tokens: AuthTokens): number {
  const lifetime = lifetimeMs(tokens);
  if (tokens.expiresAtMs === undefined || lifetime === undefined) {
    return tokens.receivedAtMs + UNKNOWN_EXPIRY_REFRESH_AFTER_MS;
  }
  return tokens.expiresAtMs - Math.min(REFRESH_BUFFER_MS, lifetime * REFRESH_BUFFER_PART);
}

/** Whether there are no tokens or the access token is inside its expired buffer. Unknown expiry is not expired. */
export function isExpired(tokens: AuthTokens | undefined, nowMs: number): boolean {
  if (!tokens) return true;
  const atMs = countsAsExpiredAtMs(tokens);
  return atMs !== undefined && nowMs >= atMs;
}

/** Whether there are no tokens or the access token is due for a refresh. */
export function needsRefresh(tokens: AuthTokens | undefined, nowMs: number): boolean {
  return !tokens || nowMs >= refreshDueAtMs(tokens);
}

/** Whether the server accepts the access token for at least `minValidMs` more, by its real expiry. Unknown expiry counts as valid. */
export function isValidFor(tokens: AuthTokens, nowMs: number, minValidMs: number): boolean {
  return tokens.expiresAtMs === undefined || nowMs + minValidMs <= tokens.expiresAtMs;
}

/**
 * Least time between two automatic refreshes: max(10 s, L/4); with unknown lifetime a quarter of the 5 minutes after which it is due.
 * For a token that was issued long before it arrived, L is the time that was left at its arrival, so that the floor does not outlast the token.
 */
export function automaticRefreshFloorMs(tokens: AuthTokens): number {
  const lifetime = lifetimeMs(tokens) ?? UNKNOWN_EXPIRY_REFRESH_AFTER_MS;
  const leftAtArrival = (tokens.expiresAtMs ?? Infinity) - tokens.receivedAtMs;
  // A token that was expired when it arrived means that our clock is wrong: more refreshes would not help.
  const usable = leftAtArrival > 0 ? Math.min(lifetime, leftAtArrival) : lifetime;
  return Math.max(LEAST_REFRESH_INTERVAL_MS, usable * REFRESH_INTERVAL_PART);
}

/** Every moment at which the state of these tokens changes by time alone. */
export function stateChangeTimesMs(tokens: AuthTokens): readonly number[] {
  const moments = [refreshDueAtMs(tokens), countsAsExpiredAtMs(tokens), tokens.expiresAtMs, tokens.refreshExpiresAtMs];
  return moments.filter((atMs) => atMs !== undefined);
}

/** The first of these moments after `nowMs`; `Infinity` when all have passed. */
export function nextChangeAtMs(tokens: AuthTokens, nowMs: number): number {
  return Math.min(...stateChangeTimesMs(tokens).filter((atMs) => atMs > nowMs));
}
