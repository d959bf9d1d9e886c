// The replaced pair: which pair a new sign-in keeps, until when it is valid, and what it shows about the order of two sign-ins. Pure; used by RecordMaker and
// the storage decision.
import type { Secret } from '../base/secret';
import type { AuthTokens } from '../tokens/auth-tokens';
import { type ReplacedPair, canComeBack } from '../tokens/replaced-pair';
import { compareDecisions } from '../tokens/decision-time';
import { fingerprintOf, isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';

type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The replaced pair of a record; `undefined` after the record's tokens were refreshed, or when there was none. */
export function replacedOf(record: TokenRecord | undefined, sha256: Sha256): ReplacedPair | undefined {
  if (!record?.replaced) return undefined;
  const { replaced, tokens } = record;
  return replaced.by === fingerprintOf(tokens.refreshToken, sha256) ? replaced : undefined;
}

/** The refused pair, as the replaced pair of the one that is used again. So neither is lost if the server refuses everybody for a while. */
export function refusedPair(refused: AuthTokens, back: AuthTokens, sha256: Sha256): ReplacedPair {
  return { tokens: refused, by: fingerprintOf(back.refreshToken, sha256), wasRefused: true };
}

/** The facts about the pair that is replaced. */
export interface Replacing {
  readonly record: TokenRecord | undefined;
  /** The refresh token that the server has refused for good (revoked). */
  readonly refused: Secret | undefined;
  readonly serverNowMs: number;
  readonly sha256: Sha256;
}

/**
 * The pair to keep until `tokens` were refreshed once: the latest pair that can probably still be refreshed. Because
 * our clock may be wrong, a pair that looks expired is skipped only if there is one that does not.
 */
export function pairToKeep(tokens: AuthTokens, replacing: Replacing): ReplacedPair | undefined {
  const { record, refused, serverNowMs, sha256 } = replacing;
  const replaced = replacedOf(record, sha256);
  // If the user brings the replaced pair again, the pair in use becomes the replaced one.
  const isBack = replaced?.tokens.refreshToken.equals(tokens.refreshToken) === true;
  const former = canComeBack(replaced) && !isBack ? [replaced.tokens] : [];
  const isOther = (pair: AuthTokens): boolean =>
    refused?.equals(pair.refreshToken) !== true && !pair.refreshToken.equals(tokens.refreshToken);
  const pairs = [...former, ...(record ? [record.tokens] : [])].filter(isOther);
  const kept = pairs.find(({ refreshExpiresAtMs = Infinity }) => refreshExpiresAtMs > serverNowMs) ?? pairs[0];
  return kept && { tokens: kept, by: fingerprintOf(tokens.refreshToken, sha256) };
}

/**
 * The record that was found, if it is a sign-in that another program made after ours; with our pair as its replaced
 * pair if both sign-ins replaced the same pair. `undefined` when that is not known.
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

/** Whether the found sign-in, which was not refreshed yet, was saved later. If this program had seen it before its own, ours has the higher generation. */
function isSavedLater(found: TokenRecord, present: TokenRecord, nowMs: number): boolean {
  const isLater = found.savedAtMs > present.savedAtMs && found.savedAtMs <= nowMs;
  return isLater && found.recordGeneration >= present.recordGeneration;
}

/** Whether our sign-in replaced the one that was found; then ours is the later one, whatever the clocks say. */
function isSeen(found: TokenRecord, { replaced }: TokenRecord, base: TokenRecord | undefined): boolean {
  return base?.signInId === found.signInId || replaced?.tokens.refreshToken.equals(found.tokens.refreshToken) === true;
}
