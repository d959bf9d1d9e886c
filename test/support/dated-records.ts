// Tokens and records identified by the minute of their issue, for tests of which of two is newer.
import { type AuthTokens, createAuthTokens } from '../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { Secret } from '../../main/core/base/secret';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { makeJwt } from './make-jwt';

export const NOW = FAKE_START_MS;
export const MINUTE = 60_000;

/** A token issued at that minute; opaque for `undefined`. Each is made once, so that the same minute gives the same token. */
function minted(lifeMinutes: number, prefix: string): (minute: number | undefined, copy?: string) => Secret {
  const made = new Map<string, Secret>();
  return (minute, copy = '') => {
    const name = `${minute}${copy}`;
    const issuedAtMs = NOW + (minute ?? 0) * MINUTE;
    const token =
      made.get(name) ??
      (minute === undefined
        ? new Secret(`${prefix}-${name}`)
        : makeJwt({ issuedAtMs, expiresAtMs: issuedAtMs + lifeMinutes * MINUTE, accountId: 'account-1' }));
    made.set(name, token);
    return token;
  };
}

/** The access token of a minute; `copy` tells several of one minute apart. */
export const access = minted(15, 'access');
/** The refresh token of a minute. */
export const refresh = minted(30 * 1_440, 'refresh');

/** A pair received at the start. */
export function pair(accessToken: Secret, refreshToken: Secret): AuthTokens {
  return createAuthTokens({ accessToken, refreshToken, receivedAtMs: NOW });
}

/** The pair of one minute, in a record that was saved at that minute. */
export function recordOf(minute: number, recordGeneration: number, known: Partial<TokenRecord> = {}): TokenRecord {
  const tokens = pair(access(minute), refresh(minute));
  return { tokens, origin: 'https://axiom.trade', recordGeneration, savedAtMs: NOW + minute * MINUTE, ...known };
}
