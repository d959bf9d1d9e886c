// Decides which tokens of an answer are accepted: never another account's, never older ones, never half a pair.
// Pure; used by the gateway.
import { type AuthTokens, createAuthTokens } from '../../core/tokens/auth-tokens';
import { AxiomTokenError } from '../../core/base/errors';
import { readJwtClaims } from '../../core/tokens/jwt-claims';
import type { Secret } from '../../core/base/secret';
import type { AnsweredToken } from './axiom-answer';

/** The tokens of a classified answer. */
export interface AnsweredPair {
  readonly access?: AnsweredToken;
  readonly refresh?: AnsweredToken;
}

/**
 * The pair of a new sign-in. `receivedAtMs`: server's time.
 * @throws AxiomTokenError `BAD_RESPONSE` when one is missing or is not a token.
 */
export function acceptSignInTokens(answered: AnsweredPair, receivedAtMs: number): AuthTokens {
  const { access, refresh } = answered;
  if (!access || !refresh) throw badAnswer('Axiom answered with half of a sign-in.');
  const tokens = makeTokens(access, refresh, receivedAtMs);
  if (!tokens) throw badAnswer('Axiom answered with something that is not a token.');
  return tokens;
}

/**
 * The pair after a refresh: the new access token, and the new refresh token if there is one, else the old one. When only the refresh token is usable,
 * it is accepted with the old access token, because the server may have revoked the old refresh token already.
 * @throws AxiomTokenError `WRONG_ACCOUNT`; `BAD_RESPONSE` when nothing is usable. In both cases the current pair stays.
 */
export function acceptRefreshedTokens(answered: AnsweredPair, current: AuthTokens, receivedAtMs: number): AuthTokens {
  const { access, refresh } = answered;
  if (access) checkSameAccount(access.value, current.accessToken, receivedAtMs);
  if (refresh) checkSameAccount(refresh.value, current.refreshToken, receivedAtMs);
  const isOlder = access !== undefined && isIssuedBefore(access.value, current, receivedAtMs);
  if (access && !isOlder && isSuccessor(access.value, current.accessToken, receivedAtMs)) {
    const pair =
      (refresh && makeTokens(access, refresh, receivedAtMs)) ?? makeTokens(access, oldRefresh(current), receivedAtMs);
    if (pair) return pair;
  }
  if (refresh && isSuccessor(refresh.value, current.refreshToken, receivedAtMs)) {
    const made = makeTokens({ value: current.accessToken }, refresh, receivedAtMs);
    if (made) return withRefreshTokenOf(made, current);
  }
  throw badAnswer(isOlder ? 'Axiom answered with an older token than ours.' : 'Axiom answered without a usable token.');
}

/** Compares access with access and refresh with refresh: the two kinds may name the same account in different ways. */
function checkSameAccount(token: Secret, former: Secret, nowMs: number): void {
  const accountId = readJwtClaims(token, nowMs)?.accountId;
  const formerId = readJwtClaims(former, nowMs)?.accountId;
  if (accountId === undefined || formerId === undefined || accountId === formerId) return;
  throw new AxiomTokenError('WRONG_ACCOUNT', {
    message: 'Axiom answered with tokens of another account.',
    remedy: 'Your tokens are untouched. If this comes again, sign in again.',
  });
}

function isIssuedBefore(token: Secret, current: AuthTokens, nowMs: number): boolean {
  const issuedAtMs = readJwtClaims(token, nowMs)?.issuedAtMs;
  return issuedAtMs !== undefined && current.issuedAtMs !== undefined && issuedAtMs < current.issuedAtMs;
}

/** A JWT may be replaced by a JWT only; an opaque token by any token. */
function isSuccessor(token: Secret, former: Secret, nowMs: number): boolean {
  return readJwtClaims(token, nowMs) !== undefined || readJwtClaims(former, nowMs) === undefined;
}

/** The pair, or `undefined` when one of the two cannot be a token (too large, not printable). */
function makeTokens(access: AnsweredToken, refresh: AnsweredToken, receivedAtMs: number): AuthTokens | undefined {
  try {
    return createAuthTokens({
      accessToken: access.value,
      refreshToken: refresh.value,
      receivedAtMs,
      // The token's own expiry is more reliable than its cookie's.
      expiresAtMs: readJwtClaims(access.value, receivedAtMs)?.expiresAtMs ?? access.cookieExpiresAtMs,
      refreshExpiresAtMs: readJwtClaims(refresh.value, receivedAtMs)?.expiresAtMs ?? refresh.cookieExpiresAtMs,
    });
  } catch (error) {
    if (error instanceof AxiomTokenError) return undefined;
    throw error;
  }
}

function oldRefresh(current: AuthTokens): AnsweredToken {
  const { refreshToken: value, refreshExpiresAtMs } = current;
  return refreshExpiresAtMs === undefined ? { value } : { value, cookieExpiresAtMs: refreshExpiresAtMs };
}

/** The current pair with the refresh token of `made`; the facts about the access token stay. */
function withRefreshTokenOf(made: AuthTokens, current: AuthTokens): AuthTokens {
  const { refreshExpiresAtMs: _, ...rest } = current;
  const { refreshToken, refreshExpiresAtMs } = made;
  return { ...rest, refreshToken, ...(refreshExpiresAtMs === undefined ? {} : { refreshExpiresAtMs }) };
}

function badAnswer(message: string): AxiomTokenError {
  return new AxiomTokenError('BAD_RESPONSE', { message });
}
