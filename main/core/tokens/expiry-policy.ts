// Decides when a token counts as expired and when a refresh is due; no other code does. Pure functions of tokens and time.
// `nowMs` is always the server's time as far as known (local clock plus clock skew, here "server offset").
import type { AuthTokens } from './auth-tokens';

const MINUTE_MS = 60_000;
const REFRESH_BUFFER_MS = 15 * MINUTE_MS;
const EXPIRED_BUFFER_MS = 5 * MINUTE_MS;
/** For short lifetimes: each buffer is at most this part of the lifetime. */
const REFRESH_BUFFER_PART = 1 / 2;
const EXPIRED_BUFFER_PART = 1 / 6;
const UNKNOWN_EXPIRY_REFRESH_AFTER_MS = 5 * MINUTE_MS;
export const LEAST_REFRESH_INTERVAL_MS = 10_000;
/** The longest wait between refreshes that bring useless tokens, see {@link isUseless}. */
const LONGEST_REFRESH_INTERVAL_MS = 5 * MINUTE_MS;
/** The minimum interval between two automatic refreshes, as a part of the lifetime. */
const REFRESH_INTERVAL_PART = 1 / 4;
/** If tokens arrived this far in the future, the clock was ahead then or has been set back since. Less is rounding and noise. */
const LEAST_SET_BACK_MS = 10_000;

/** Lifetime L of the access token: `exp - iat`, else `exp - receivedAtMs`; `undefined` when the expiry is unknown. Never below 0. */
export function lifetimeMs(tokens: AuthTokens): number | undefined {
  if (tokens.expiresAtMs === undefined) return undefined;
  return Math.max(0, tokens.expiresAtMs - (tokens.issuedAtMs ?? tokens.receivedAtMs));
}

/** The time from which the access token counts as expired: min(5 min, L/6) before its expiry. `undefined`: expiry unknown. */
export function countsAsExpiredAtMs(tokens: AuthTokens): number | undefined {
  const lifetime = lifetimeMs(tokens);
  if (tokens.expiresAtMs === undefined || lifetime === undefined) return undefined;
  return tokens.expiresAtMs - expiredBufferMs(lifetime);
}

/** How long before its expiry a token of this lifetime counts as expired. */
export function expiredBufferMs(lifetime: number): number {
  return Math.min(EXPIRED_BUFFER_MS, lifetime * EXPIRED_BUFFER_PART);
}

/** The time from which a refresh is due: min(15 min, L/2) before the expiry; with unknown expiry 5 minutes after the token was received. */
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
 * The minimum interval between two automatic refreshes: max(10 s, L/4); with unknown lifetime a quarter of the 5 minutes after which it is due.
 * For a token that was issued long before it arrived, L is the time that was left at its arrival, so that the interval does not outlast the token.
 */
export function automaticRefreshFloorMs(tokens: AuthTokens): number {
  return Math.max(LEAST_REFRESH_INTERVAL_MS, usableMs(tokens) * REFRESH_INTERVAL_PART);
}

/** Whether the access token expires before the next refresh is allowed. {@link floorAfterUselessMs} says how long to wait after several of these. */
export function isUseless(tokens: AuthTokens): boolean {
  return usableMs(tokens) <= LEAST_REFRESH_INTERVAL_MS;
}

/** The minimum interval to the next automatic refresh after `inARow` refreshes that brought useless tokens ({@link isUseless}): 10 s doubling to 5 min. */
export function floorAfterUselessMs(inARow: number): number {
  return inARow === 0 ? 0 : Math.min(LONGEST_REFRESH_INTERVAL_MS, LEAST_REFRESH_INTERVAL_MS * 2 ** (inARow - 1));
}

function usableMs(tokens: AuthTokens): number {
  const lifetime = lifetimeMs(tokens) ?? UNKNOWN_EXPIRY_REFRESH_AFTER_MS;
  const leftAtArrival = (tokens.expiresAtMs ?? Infinity) - tokens.receivedAtMs;
  // A token that was expired when it arrived means that our clock is wrong: more refreshes would not help.
  return leftAtArrival > 0 ? Math.min(lifetime, leftAtArrival) : lifetime;
}

/** The facts about the arrival of tokens that the server has just issued. */
export interface Arrival {
  /** The time of arrival by the local clock. */
  readonly nowMs: number;
  /** The duration of the request, during which the tokens were issued. */
  readonly tookMs: number;
  /** The server offset (server time minus local time), by the `Date` header or as known before. */
  readonly offsetMs: number;
  /** The server offset as it was known before the request. */
  readonly knownMs: number;
  /** The former pair, if there was one. */
  readonly former: AuthTokens | undefined;
}

/**
 * The server offset at the arrival of tokens that were just issued. If `arrival.offsetMs` contradicts their own `iat` by more than the expired buffer covers,
 * the `iat` is used. An `iat` that equals that of the former pair is ignored, because it is not the time of issue.
 */
export function offsetAtIssueMs(tokens: AuthTokens, arrival: Arrival): number {
  const { nowMs, tookMs, offsetMs, knownMs, former } = arrival;
  const { issuedAtMs } = tokens;
  const lifetime = lifetimeMs(tokens);
  if (issuedAtMs === undefined || lifetime === undefined || issuedAtMs === former?.issuedAtMs) return offsetMs;
  // The range of possible offsets: the tokens were issued at some time between the start of the request and now.
  const [leastMs, mostMs] = [Math.round(issuedAtMs - nowMs), Math.round(issuedAtMs + tookMs - nowMs)];
  const bufferMs = expiredBufferMs(lifetime);
  if (Math.abs(mostMs - offsetMs) <= bufferMs) return offsetMs;
  // The `Date` of a slow answer is as old as the tokens, so it does not show how long ago that was. The offset that was known before does.
  const fittingMs = Math.min(Math.max(knownMs, leastMs), mostMs);
  // In doubt take the tokens as too old: that costs one refresh, but no expired token is handed out.
  return Math.abs(fittingMs - knownMs) <= bufferMs ? fittingMs : mostMs;
}

/**
 * The more likely of two server offsets, `knownMs` and the one from a single unconfirmed answer: the one by which tokens that were just issued still have time
 * left, and if both do, the one by which less is left. So a date that is days off is ignored, and a local clock that is years behind does not make tokens last
 * for years.
 */
export function likelierOffsetMs(
  { expiresAtMs }: AuthTokens,
  nowMs: number,
  knownMs: number,
  unconfirmedMs: number | undefined,
): number {
  if (expiresAtMs === undefined || unconfirmedMs === undefined) return knownMs;
  const [knownLeftMs, saidLeftMs] = [expiresAtMs - nowMs - knownMs, expiresAtMs - nowMs - unconfirmedMs];
  return saidLeftMs > 0 && (knownLeftMs <= 0 || saidLeftMs < knownLeftMs) ? unconfirmedMs : knownMs;
}

/** A server offset above this means that a clock is wrong. It no longer applies after the clock was corrected. */
export const WRONG_CLOCK_MS = 12 * 60 * MINUTE_MS;

/** Whether a server offset shows that this computer's clock, or the server's, is wrong by hours. */
export function isWrongClock(offsetMs: number): boolean {
  return Math.abs(offsetMs) > WRONG_CLOCK_MS;
}

/**
 * Whether a local clock that was wrong by `offsetMs` (hours or more) when the tokens arrived has been corrected since: the clock alone shows a time after their
 * arrival (in server time), but with the offset a time before it. For a clock that was behind, a time after their arrival is enough, although it may just have
 * run on for that long.
 */
export function wasClockCorrected(tokens: AuthTokens, offsetMs: number, nowMs: number): boolean {
  const cameMs = Math.max(tokens.receivedAtMs, tokens.issuedAtMs ?? 0) - LEAST_SET_BACK_MS;
  return isWrongClock(offsetMs) && nowMs >= cameMs && (offsetMs > 0 || nowMs + offsetMs < cameMs);
}

/** The server offset that was measured when the tokens arrived; 0 if the clock has been corrected since. */
export function knownOffsetMs(tokens: AuthTokens, measuredMs: number, nowMs: number): number {
  return wasClockCorrected(tokens, measuredMs, nowMs) ? 0 : measuredMs;
}

/**
 * Whether a record says that its tokens arrived and were saved in the future. Then the clock was ahead or has been set back since, and it is not known how much
 * of their lifetime is over.
 */
export function isFromFuture(tokens: AuthTokens, savedAtMs: number, offsetMs: number, nowMs: number): boolean {
  // The time of saving alone is not enough: it may come from a disk with its own clock, or be dated after a sign-out with a wrong time.
  return Math.min(savedAtMs, tokens.receivedAtMs - offsetMs) >= nowMs + LEAST_SET_BACK_MS;
}

/** The first moment after the access token's expiry; if that is unknown, the time at which a refresh is due. */
export function overAtMs(tokens: AuthTokens): number {
  return tokens.expiresAtMs === undefined ? refreshDueAtMs(tokens) : tokens.expiresAtMs + 1;
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
