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
export const LEAST_REFRESH_INTERVAL_MS = 10_000;
/** Longest wait between refreshes that bring nothing of use. */
const LONGEST_REFRESH_INTERVAL_MS = 5 * MINUTE_MS;
/** Least time between two automatic refreshes, as a part of the lifetime. */
const REFRESH_INTERVAL_PART = 1 / 4;
/** Tokens that arrived this far in the future were kept by a clock that was ahead, or has been set back. Less is rounding and noise of the offset. */
const LEAST_SET_BACK_MS = 10_000;

/** Lifetime L of the access token: `exp - iat`, else `exp - receivedAtMs`; `undefined` when the expiry is unknown. Never below 0. */
export function lifetimeMs(tokens: AuthTokens): number | undefined {
  if (tokens.expiresAtMs === undefined) return undefined;
  return Math.max(0, tokens.expiresAtMs - (tokens.issuedAtMs ?? tokens.receivedAtMs));
}

/** From when the access token counts as expired: min(5 min, L/6) before its expiry. `undefined`: expiry unknown. */
export function countsAsExpiredAtMs(tokens: AuthTokens): number | undefined {
  const lifetime = lifetimeMs(tokens);
  if (tokens.expiresAtMs === undefined || lifetime === undefined) return undefined;
  return tokens.expiresAtMs - expiredBufferMs(lifetime);
}

/** How long before its end a token of this lifetime counts as expired. */
export function expiredBufferMs(lifetime: number): number {
  return Math.min(EXPIRED_BUFFER_MS, lifetime * EXPIRED_BUFFER_PART);
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
  return Math.max(LEAST_REFRESH_INTERVAL_MS, usableMs(tokens) * REFRESH_INTERVAL_PART);
}

/** Whether these tokens end before the next ones may be asked for. {@link floorAfterUselessMs} says how long to wait after several of them. */
export function isUseless(tokens: AuthTokens): boolean {
  return usableMs(tokens) <= LEAST_REFRESH_INTERVAL_MS;
}

/** Least time to the next automatic refresh after so many in a row that brought tokens that are {@link isUseless}: 10 s doubling to 5 min. */
export function floorAfterUselessMs(inARow: number): number {
  return inARow === 0 ? 0 : Math.min(LONGEST_REFRESH_INTERVAL_MS, LEAST_REFRESH_INTERVAL_MS * 2 ** (inARow - 1));
}

function usableMs(tokens: AuthTokens): number {
  const lifetime = lifetimeMs(tokens) ?? UNKNOWN_EXPIRY_REFRESH_AFTER_MS;
  const leftAtArrival = (tokens.expiresAtMs ?? Infinity) - tokens.receivedAtMs;
  // A token that was expired when it arrived means that our clock is wrong: more refreshes would not help.
  return leftAtArrival > 0 ? Math.min(lifetime, leftAtArrival) : lifetime;
}

/** What is known of the time at which tokens arrived that the server has just issued. */
export interface Arrival {
  /** By the local clock. */
  readonly nowMs: number;
  /** Since the request was begun; the tokens were issued meanwhile. */
  readonly tookMs: number;
  /** Server time minus local time, by the `Date` header or as known before. */
  readonly offsetMs: number;
  /** The same as it was known before the request. */
  readonly knownMs: number;
  /** The pair before, if there was one. */
  readonly former: AuthTokens | undefined;
}

/**
 * Server time minus local time at the arrival of tokens that were just issued. Their own `iat` is the better measure where `arrival.offsetMs`
 * contradicts it by more than the expired buffer makes good. It is none where it is also that of the pair before: then it does not tell the issue.
 */
export function offsetAtIssueMs(tokens: AuthTokens, arrival: Arrival): number {
  const { nowMs, tookMs, offsetMs, knownMs, former } = arrival;
  const { issuedAtMs } = tokens;
  const lifetime = lifetimeMs(tokens);
  if (issuedAtMs === undefined || lifetime === undefined || issuedAtMs === former?.issuedAtMs) return offsetMs;
  // They may have been issued when the request was begun, and whatever it took is no longer theirs; or only just now.
  const [leastMs, mostMs] = [Math.round(issuedAtMs - nowMs), Math.round(issuedAtMs + tookMs - nowMs)];
  const bufferMs = expiredBufferMs(lifetime);
  if (Math.abs(mostMs - offsetMs) <= bufferMs) return offsetMs;
  // The date of a slow answer was made when the tokens were: it does not tell when that was, but what was known before does.
  const fittingMs = Math.min(Math.max(knownMs, leastMs), mostMs);
  // Where nothing tells, too old is better than too young: that costs a refresh, and no token is handed out that is over.
  return Math.abs(fittingMs - knownMs) <= bufferMs ? fittingMs : mostMs;
}

/**
 * Server time minus local time as known before, or as one answer alone says: that by which tokens that were just issued have time left, and of two the one by
 * which it is less. So a date that is days off is none, and a clock here that is years behind does not make tokens last for years.
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

/** A server offset above this is that of a clock that is wrong, and no longer holds once the clock is right. */
export const WRONG_CLOCK_MS = 12 * 60 * MINUTE_MS;

/** Whether a server offset tells that this computer's clock, or the server's, is wrong by hours. */
export function isWrongClock(offsetMs: number): boolean {
  return Math.abs(offsetMs) > WRONG_CLOCK_MS;
}

/**
 * Whether a local clock that was wrong by hours when the tokens came, by `offsetMs`, has been set right since: by itself it shows a time after they came, by the
 * server's time, and with the offset one before. A clock that was behind may also run on as wrong as it was, for longer than it was behind.
 */
export function isSetRight(tokens: AuthTokens, offsetMs: number, nowMs: number): boolean {
  const cameMs = Math.max(tokens.receivedAtMs, tokens.issuedAtMs ?? 0) - LEAST_SET_BACK_MS;
  return isWrongClock(offsetMs) && nowMs >= cameMs && (offsetMs > 0 || nowMs + offsetMs < cameMs);
}

/** Server time minus local time as it was measured when the tokens came, as far as that still holds. */
export function knownOffsetMs(tokens: AuthTokens, measuredMs: number, nowMs: number): number {
  return isSetRight(tokens, measuredMs, nowMs) ? 0 : measuredMs;
}

/**
 * Whether tokens that were found have arrived and were saved in the future. Then the clock has been set back since, or was ahead, and how much of their
 * life is over is not known.
 */
export function isFromFuture(tokens: AuthTokens, savedAtMs: number, offsetMs: number, nowMs: number): boolean {
  // The date of the record alone may be that of a disk with a clock of its own, or lie behind a sign-out that was dated ahead.
  return Math.min(savedAtMs, tokens.receivedAtMs - offsetMs) >= nowMs + LEAST_SET_BACK_MS;
}

/** The first moment at which nothing is left of the access token's life; where that is unknown, at which a refresh is due. */
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
