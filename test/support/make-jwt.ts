// Makes new, invalid tokens in the format of Axiom's, so that no fixture ever contains a real one.
import { createHmac, randomBytes } from 'node:crypto';
import { type AuthTokens, createAuthTokens } from '../../main/core/tokens/auth-tokens';
import { Secret } from '../../main/core/base/secret';

/** Claims of a fake token; times in epoch milliseconds. Extra claims are added unchanged. */
export interface MadeClaims {
  readonly issuedAtMs?: number;
  readonly expiresAtMs?: number;
  readonly accountId?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT signed with a new key that is not kept; different on every call. */
export function makeJwt(claims: MadeClaims = {}): Secret {
  const payload = {
    ...(claims.accountId === undefined ? {} : { authenticatedUserId: claims.accountId }),
    ...(claims.issuedAtMs === undefined ? {} : { iat: Math.floor(claims.issuedAtMs / 1000) }),
    ...(claims.expiresAtMs === undefined ? {} : { exp: Math.floor(claims.expiresAtMs / 1000) }),
    jti: randomBytes(9).toString('base64url'),
    ...claims.extra,
  };
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
  return new Secret(`${unsigned}.${createHmac('sha256', randomBytes(32)).update(unsigned).digest('base64url')}`);
}

/** A pair received at `nowMs`: access token of `lifetimeMs` (15 minutes), refresh token of 30 days. */
export function makeTokens(nowMs: number, lifetimeMs = 15 * 60_000, accountId = 'account-1'): AuthTokens {
  return createAuthTokens({
    accessToken: makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + lifetimeMs, accountId }),
    refreshToken: makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + 30 * 86_400_000, accountId }),
    receivedAtMs: nowMs,
  });
}
