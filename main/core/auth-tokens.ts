// A pair of tokens with what is known about them. Made at the borders (server answer, paste, file, environment), trusted inside.
import { AxiomTokenError } from './errors';
import { readJwtClaims } from './jwt-claims';
import type { Secret } from './secret';

/** One account's token pair. Times are epoch milliseconds; `expiresAtMs` and `issuedAtMs` by the server's clock, `receivedAtMs` by ours corrected to it. */
export interface AuthTokens {
  readonly accessToken: Secret;
  readonly refreshToken: Secret;
  /** When the access token ends; absent when nobody says. */
  readonly expiresAtMs?: number;
  /** The access token's `iat`. */
  readonly issuedAtMs?: number;
  /** When it came to us: the lifetime counts from here when there is no `issuedAtMs`. */
  readonly receivedAtMs: number;
  /** When the refresh token, and with it the sign-in, ends. */
  readonly refreshExpiresAtMs?: number;
  /** The account named in the token. */
  readonly accountId?: string;
}

/** What {@link createAuthTokens} is made from. Given times win over those in the JWT. */
export interface AuthTokensInput {
  readonly accessToken: Secret;
  readonly refreshToken: Secret;
  readonly expiresAtMs?: number | undefined;
  readonly refreshExpiresAtMs?: number | undefined;
  readonly receivedAtMs: number;
}

/** Longest token accepted, in characters. */
export const MAX_TOKEN_LENGTH = 16 * 1024;

/**
 * Checks a pair and reads what the tokens say of themselves. A token need not be a JWT: an opaque one has an unknown expiry.
 * @throws AxiomTokenError `INVALID_TOKEN` (empty, or not printable ASCII without spaces), `SECRET_TOO_LARGE` (over 16 KiB).
 */
export function createAuthTokens(input: AuthTokensInput): AuthTokens {
  checkToken(input.accessToken);
  checkToken(input.refreshToken);
  const access = readJwtClaims(input.accessToken, input.receivedAtMs);
  const refresh = readJwtClaims(input.refreshToken, input.receivedAtMs);
  const expiresAtMs = input.expiresAtMs ?? access?.expiresAtMs;
  const refreshExpiresAtMs = input.refreshExpiresAtMs ?? refresh?.expiresAtMs;
  const accountId = access?.accountId ?? refresh?.accountId;
  return {
    accessToken: input.accessToken,
    refreshToken: input.refreshToken,
    receivedAtMs: input.receivedAtMs,
    ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    ...(access?.issuedAtMs === undefined ? {} : { issuedAtMs: access.issuedAtMs }),
    ...(refreshExpiresAtMs === undefined ? {} : { refreshExpiresAtMs }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

function checkToken(token: Secret): void {
  const text = token.expose();
  if (text.length > MAX_TOKEN_LENGTH) throw new AxiomTokenError('SECRET_TOO_LARGE');
  if (!/^[\x21-\x7e]+$/.test(text)) throw new AxiomTokenError('INVALID_TOKEN');
}
