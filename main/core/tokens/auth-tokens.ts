// A token pair and the known facts about it.
// Checked where it enters (server answer, paste, file, environment), trusted everywhere else.
import { AxiomTokenError } from '../base/errors';
import { readJwtClaims } from './jwt-claims';
import type { Secret } from '../base/secret';

/** One account's token pair. Times are epoch milliseconds by the server's clock; `receivedAtMs` is our clock, corrected to the server's. */
export interface AuthTokens {
  readonly accessToken: Secret;
  readonly refreshToken: Secret;
  /** Expiry of the access token; absent when unknown. */
  readonly expiresAtMs?: number;
  /** The access token's `iat`. */
  readonly issuedAtMs?: number;
  /** When we received it. The lifetime counts from here when there is no `issuedAtMs`. */
  readonly receivedAtMs: number;
  /** Expiry of the refresh token, and so the end of the sign-in. */
  readonly refreshExpiresAtMs?: number;
  /** The account named in the token. */
  readonly accountId?: string;
}

/** Input of {@link createAuthTokens}. Times given here win over those in the JWT. */
export interface AuthTokensInput {
  readonly accessToken: Secret;
  readonly refreshToken: Secret;
  readonly expiresAtMs?: number | undefined;
  readonly refreshExpiresAtMs?: number | undefined;
  readonly receivedAtMs: number;
}

/** Longest token accepted, in characters. */
export const MAX_TOKEN_LENGTH = 16 * 1024;

/** The last moment that a `Date` can hold (ECMA-262, Time Values). */
const LAST_DATE_MS = 8.64e15;

/**
 * Checks a pair and reads the claims of both tokens. A token need not be a JWT: an opaque one has an unknown expiry.
 * @throws AxiomTokenError `INVALID_TOKEN` (empty, or not printable ASCII without spaces), `SECRET_TOO_LARGE` (over 16 KiB), `WRONG_ACCOUNT` (both name
 * an Axiom account, and not the same one)
 */
export function createAuthTokens(input: AuthTokensInput): AuthTokens {
  checkToken(input.accessToken);
  checkToken(input.refreshToken);
  const access = readJwtClaims(input.accessToken, input.receivedAtMs);
  const refresh = readJwtClaims(input.refreshToken, input.receivedAtMs);
  refuseMixedPair(access?.authenticatedUserId, refresh?.authenticatedUserId);
  const receivedAtMs = wholeMs(input.receivedAtMs) ?? 0;
  const expiresAtMs = wholeMs(input.expiresAtMs) ?? access?.expiresAtMs;
  const refreshExpiresAtMs = wholeMs(input.refreshExpiresAtMs) ?? refresh?.expiresAtMs;
  const issuedAtMs = access?.issuedAtMs;
  // A token cannot be issued at its expiry or later, so such an `iat` is not used.
  const isIssuedAtValid = issuedAtMs !== undefined && issuedAtMs < (expiresAtMs ?? Infinity);
  const accountId = access?.accountId ?? refresh?.accountId;
  return {
    accessToken: input.accessToken,
    refreshToken: input.refreshToken,
    receivedAtMs,
    ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    ...(isIssuedAtValid ? { issuedAtMs } : {}),
    ...(refreshExpiresAtMs === undefined ? {} : { refreshExpiresAtMs }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

/** Whether both name an account and not the same one. */
export function isOtherAccount(a: AuthTokens | undefined, b: AuthTokens | undefined): boolean {
  return a?.accountId !== undefined && b?.accountId !== undefined && a.accountId !== b.accountId;
}

/** Whether both are the same two tokens. */
export function isSameTokens(a: AuthTokens, b: AuthTokens): boolean {
  return a.accessToken.equals(b.accessToken) && a.refreshToken.equals(b.refreshToken);
}

/** Whether a text has the form of a token: 1 to 16 Ki printable ASCII characters, no space. */
export function isTokenText(text: string): boolean {
  return text.length <= MAX_TOKEN_LENGTH && /^[\x21-\x7e]+$/.test(text);
}

function checkToken(token: Secret): void {
  const text = token.expose();
  if (text.length > MAX_TOKEN_LENGTH) throw new AxiomTokenError('SECRET_TOO_LARGE');
  if (!isTokenText(text)) throw new AxiomTokenError('INVALID_TOKEN');
}

/** Compares `authenticatedUserId` only: a `sub` may name the same account in another way. */
function refuseMixedPair(access: string | undefined, refresh: string | undefined): void {
  if (access === undefined || refresh === undefined || access === refresh) return;
  throw new AxiomTokenError('WRONG_ACCOUNT', {
    message: 'The access token and the refresh token belong to different accounts.',
    remedy: 'Take both tokens from one sign-in. Nothing was changed.',
  });
}

/** The time in whole milliseconds, or `undefined` when it is not a valid time: the record could not be read again with it. */
function wholeMs(timeMs: number | undefined): number | undefined {
  return timeMs !== undefined && timeMs >= 0 && timeMs <= LAST_DATE_MS ? Math.floor(timeMs) : undefined;
}
