// When a token counts as expired and when it is due for a refresh: the one place, pure functions of tokens and time.
// `nowMs` is always the server's time as far as known (local clock plus measured offset).
import type { AuthTokens } from './auth-tokens';

const MINUTE_MS = 60_000;
const REFRESH_BUFFER_MS = 15 * MINUTE_MS;
const EXPIRED_BUFFER_MS = 5 * MINUTE_MS;
/** Of a short life: the part of it that each buffer takes at most. */
const REFRESH_BUFFER_PART = 1 / 2;
const EXPIRED_BUFFER_PART = 1 / 6;
const UNKNOWN_EXPIRY_REFRESH_AFTER_MS = 5 * MINUTE_MS;
const LEAST_REFRESH_INTERVAL_MS = 10_000;
/** The part of a life that lies at least between two automatic refreshes. */
const REFRESH_INTERVAL_PART = 1 / 4;

/** How long the access token lives in all: `exp - iat`, else `exp - receivedAtMs`; `undefined` when the expiry is unknown. Never below 0. */
export function lifetimeMs(tokens: AuthTokens): number | undefined {
  if (tokens.expiresAtMs === undefined) return undefined;
  return Math.max(0, tokens.expiresAtMs - (tokens.issuedAtMs ?? tokens.receivedAtMs));
}

/** From when the access token counts as expired: min(5 min, L/6) before its end. `undefined`: expiry unknown. */
export function countsAsExpiredAtMs(tokens: AuthTokens): number | undefined {
  const lifetime = lifetimeMs(tokens);
  if (tokens.expiresAtMs === undefined || lifetime === undefined) return undefined;
  return tokens.expiresAtMs - Math.min(EXPIRED_BUFFER_MS, lifetime * EXPIRED_BUFFER_PART);
}

/** From when a refresh is due: min(15 min, L/2) before the end; with unknown expiry 5 minutes after the token was received. */
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

/** Whether the server still takes the access token for at least `minValidMs` more, by its real end; unknown expiry is taken as valid. */
export function isValidFor(tokens: AuthTokens, nowMs: number, minValidMs: number): boolean {
  return tokens.expiresAtMs === undefined || nowMs + minValidMs <= tokens.expiresAtMs;
}

/**
 * Least time between two automatic refreshes: max(10 s, L/4); with unknown lifetime a quarter of the 5 minutes after which it is due.
 * Of a token that was issued long before it arrived, only what was left at its arrival counts, so that the floor does not outlast it.
 */
export function automaticRefreshFloorMs(tokens: AuthTokens): number {
  const lifetime = lifetimeMs(tokens) ?? UNKNOWN_EXPIRY_REFRESH_AFTER_MS;
  const leftAtArrival = (tokens.expiresAtMs ?? Infinity) - tokens.receivedAtMs;
  // One that was over when it came says that our clock is wrong: asking more often would not help.
  const usable = leftAtArrival > 0 ? Math.min(lifetime, leftAtArrival) : lifetime;
  return Math.max(LEAST_REFRESH_INTERVAL_MS, usable * REFRESH_INTERVAL_PART);
}

/** Every moment at which what is said of these tokens changes with time alone. */
export function momentsOfChangeMs(tokens: AuthTokens): readonly number[] {
  const moments = [refreshDueAtMs(tokens), countsAsExpiredAtMs(tokens), tokens.expiresAtMs, tokens.refreshExpiresAtMs];
  return moments.filter((atMs) => atMs !== undefined);
}

/** The first of these moments after `nowMs`; `Infinity` when all are over. */
export function nextChangeAtMs(tokens: AuthTokens, nowMs: number): number {
  return Math.min(...momentsOfChangeMs(tokens).filter((atMs) => atMs > nowMs));
}
