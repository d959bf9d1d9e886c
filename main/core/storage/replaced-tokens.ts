// Which pair is kept beside a new one, and whether the one that is kept still means something. Pure; used by TokenManager.
import type { Secret } from '../base/secret';
import type { AuthTokens } from '../tokens/auth-tokens';
import type { ReplacedPair } from '../tokens/replaced-pair';
import { fingerprintOf } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';

type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The pair that the record's tokens have replaced; `undefined` once they were refreshed, or when there was none. */
export function replacedTokensOf(record: TokenRecord | undefined, sha256: Sha256): AuthTokens | undefined {
  if (!record?.replaced) return undefined;
  const { by, tokens } = record.replaced;
  return by === fingerprintOf(record.tokens.refreshToken, sha256) ? tokens : undefined;
}

/** What is known of the pair that is replaced. */
export interface Replacing {
  readonly record: TokenRecord | undefined;
  /** The refresh token that the server has refused for good. */
  readonly refused: Secret | undefined;
  readonly serverNowMs: number;
  readonly sha256: Sha256;
}

/** What is kept until `tokens` were refreshed once: the last pair of which nothing speaks against the next refresh. */
export function pairToKeep(tokens: AuthTokens, replacing: Replacing): ReplacedPair | undefined {
  const { record, refused, serverNowMs, sha256 } = replacing;
  const kept = replacedTokensOf(record, sha256) ?? record?.tokens;
  if (!kept || refused?.equals(kept.refreshToken) || kept.refreshToken.equals(tokens.refreshToken)) return undefined;
  if ((kept.refreshExpiresAtMs ?? Infinity) <= serverNowMs) return undefined;
  return { tokens: kept, by: fingerprintOf(tokens.refreshToken, sha256) };
}
