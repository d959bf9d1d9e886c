// Which pair is kept beside a new one, whether the one that is kept still means something, and what it tells of two sign-ins. Pure; used by TokenManager and
// the storage decision.
import type { Secret } from '../base/secret';
import type { AuthTokens } from '../tokens/auth-tokens';
import type { ReplacedPair } from '../tokens/replaced-pair';
import { fingerprintOf, isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';

type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The pair that is kept beside the record's tokens; `undefined` once they were refreshed, or when there was none. */
export function replacedOf(record: TokenRecord | undefined, sha256: Sha256): ReplacedPair | undefined {
  if (!record?.replaced) return undefined;
  const { replaced, tokens } = record;
  return replaced.by === fingerprintOf(tokens.refreshToken, sha256) ? replaced : undefined;
}

/** What is kept beside a pair that comes back: the one that the server has refused, for neither is lost by a server that refuses all for a while. */
export function refusedPair(refused: AuthTokens, back: AuthTokens, sha256: Sha256): ReplacedPair {
  return { tokens: refused, by: fingerprintOf(back.refreshToken, sha256), wasRefused: true };
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
  const replaced = replacedOf(record, sha256);
  // What is brought again was kept before; now it is the other one's turn.
  const isBack = replaced?.tokens.refreshToken.equals(tokens.refreshToken) === true;
  const kept = replaced && !replaced.wasRefused && !isBack ? replaced.tokens : record?.tokens;
  if (!kept || refused?.equals(kept.refreshToken) || kept.refreshToken.equals(tokens.refreshToken)) return undefined;
  if ((kept.refreshExpiresAtMs ?? Infinity) <= serverNowMs) return undefined;
  return { tokens: kept, by: fingerprintOf(tokens.refreshToken, sha256) };
}

/**
 * What another program has signed in with over the same pair as this one did, and after that, with ours beside it; `undefined` where that cannot be told: once
 * it was refreshed, its time of saving is that of the refresh. One that this program had seen before its own has a lower generation, whatever the clocks say.
 */
export function laterSignIn(
  found: TokenRecord,
  present: TokenRecord,
  base: TokenRecord | undefined,
): TokenRecord | undefined {
  const { replaced } = found;
  if (!replaced || replaced.wasRefused || !base || !isOtherSignIn(found, present)) return undefined;
  const isOverBase = replaced.tokens.refreshToken.equals(base.tokens.refreshToken);
  const isSamePair = found.tokens.refreshToken.equals(present.tokens.refreshToken);
  const isLater = found.savedAtMs > present.savedAtMs && found.recordGeneration >= present.recordGeneration;
  return isOverBase && !isSamePair && isLater
    ? { ...found, replaced: { ...replaced, tokens: present.tokens } }
    : undefined;
}
