// Decides which tokens of an answer are accepted: never those of another account, never half a pair. Their time of
// issue does not matter, because the server's clock may have been set back: it accepts the tokens that it has just
// issued. Pure; used by the gateway.
import { type AuthTokens, createAuthTokens, isOtherAccount, joinTokens } from '../../core/tokens/auth-tokens';
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
  if (!access || !refresh) throw badAnswer('Axiom answered with only one of the two tokens.');
  const tokens = makeTokens(access, refresh.value, receivedAtMs);
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
  if (access && isSuccessor(access.value, current.accessToken, receivedAtMs)) {
    const pair =
      (refresh && makeTokens(access, refresh.value, receivedAtMs)) ??
      makeTokens(access, current.refreshToken, receivedAtMs);
    if (pair) return pair;
  }
  if (refresh && isSuccessor(refresh.value, current.refreshToken, receivedAtMs)) {
    const made = makeTokens({ value: current.accessToken }, refresh.value, receivedAtMs);
    if (made) return joinTokens(current, made);
  }
  throw badAnswer('Axiom answered without a usable token.');
}

/** Compares tokens of the same kind only, because access and refresh tokens may name the same account in different ways. */
function checkSameAccount(token: Secret, former: Secret, nowMs: number): void {
  if (!isOtherAccount(readJwtClaims(token, nowMs), readJwtClaims(former, nowMs))) return;
  throw new AxiomTokenError('WRONG_ACCOUNT', {
    message: 'Axiom answered with tokens of another account.',
    remedy: 'Your tokens are untouched. If this happens again, sign in again.',
  });
}

/** Whether the token may replace the former one: a JWT is replaced only by a JWT, an opaque token by any token. */
function isSuccessor(token: Secret, former: Secret, nowMs: number): boolean {
  return readJwtClaims(token, nowMs) !== undefined || readJwtClaims(former, nowMs) === undefined;
}

/** The pair, or `undefined` when one of the two cannot be a token (too large, not printable). */
function makeTokens(access: AnsweredToken, refreshToken: Secret, receivedAtMs: number): AuthTokens | undefined {
  const { value: accessToken, cookieExpiresAtMs: expiresAtMs } = access;
  try {
    return createAuthTokens({ accessToken, refreshToken, receivedAtMs, expiresAtMs });
  } catch (error) {
    if (error instanceof AxiomTokenError) return undefined;
    throw error;
  }
}

function badAnswer(message: string): AxiomTokenError {
  return new AxiomTokenError('BAD_RESPONSE', { message });
}
