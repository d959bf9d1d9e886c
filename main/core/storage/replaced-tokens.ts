// Which pair is kept beside a new one, whether the one that is kept still means something, and what it tells of two sign-ins. Pure; used by TokenManager and
// the storage decision.
import type { Secret } from '../base/secret';
import type { AuthTokens } from '../tokens/auth-tokens';
import { type ReplacedPair, canComeBack } from '../tokens/replaced-pair';
import { compareDecisions } from '../tokens/decided-time';
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

/**
 * What is kept until `tokens` were refreshed once: the last pair that may be refreshed once more. Our clock may be wrong, so that a sign-in that looks over by
 * it gives way only to one that does not.
 */
export function pairToKeep(tokens: AuthTokens, replacing: Replacing): ReplacedPair | undefined {
  const { record, refused, serverNowMs, sha256 } = replacing;
  const replaced = replacedOf(record, sha256);
  // What is brought again was kept before; now it is the other one's turn.
  const isBack = replaced?.tokens.refreshToken.equals(tokens.refreshToken) === true;
  const former = canComeBack(replaced) && !isBack ? [replaced.tokens] : [];
  const isOther = (pair: AuthTokens): boolean =>
    refused?.equals(pair.refreshToken) !== true && !pair.refreshToken.equals(tokens.refreshToken);
  const pairs = [...former, ...(record ? [record.tokens] : [])].filter(isOther);
  const kept = pairs.find(({ refreshExpiresAtMs = Infinity }) => refreshExpiresAtMs > serverNowMs) ?? pairs[0];
  return kept && { tokens: kept, by: fingerprintOf(tokens.refreshToken, sha256) };
}

/**
 * What another program has signed in with after this one did, with ours beside it where both came over the same pair; `undefined` where that cannot be told.
 */
export function laterSignIn(
  found: TokenRecord,
  present: TokenRecord,
  base: TokenRecord | undefined,
  nowMs: number,
): TokenRecord | undefined {
  const { replaced } = found;
  const isSamePair = found.tokens.refreshToken.equals(present.tokens.refreshToken);
  if (replaced?.wasRefused || isSamePair || !isOtherSignIn(found, present)) return undefined;
  const isOverBase = base !== undefined && replaced?.tokens.refreshToken.equals(base.tokens.refreshToken) === true;
  const withOurs = isOverBase ? { ...found, replaced: { ...replaced, tokens: present.tokens } } : undefined;
  const byDecision = compareDecisions(found, present, nowMs);
  if (byDecision === undefined) return isSavedLater(found, present, nowMs) ? withOurs : undefined;
  return byDecision > 0 && !isSeen(found, present, base) ? (withOurs ?? found) : undefined;
}

/** By what is known of a sign-in that was not refreshed yet. One that this program had seen before its own has a lower generation, whatever the clocks say. */
function isSavedLater(found: TokenRecord, present: TokenRecord, nowMs: number): boolean {
  const isLater = found.savedAtMs > present.savedAtMs && found.savedAtMs <= nowMs;
  return isLater && found.recordGeneration >= present.recordGeneration;
}

/** Whether our sign-in was made over the one that was found: then it is the later one, whatever the clocks say. */
function isSeen(found: TokenRecord, { replaced }: TokenRecord, base: TokenRecord | undefined): boolean {
  return base?.signInId === found.signInId || replaced?.tokens.refreshToken.equals(found.tokens.refreshToken) === true;
}
