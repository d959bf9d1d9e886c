// Compares a record found in a store with the one in memory: conflict, newer, or already in memory.
// Pure; used by the storage decision.
import { type AuthTokens, isOtherAccount, isSameTokens, joinTokens, keepNames } from './auth-tokens';
import { AxiomTokenError } from '../base/errors';
import { withLaterDecision } from './decision-time';
import { readJwtClaims } from './jwt-claims';
import type { Secret } from '../base/secret';
import type { ReplacedPair } from './replaced-pair';
import { isOtherSignIn } from './sign-in-name';
import type { TokenRecord } from './token-record';

/**
 * Why the found record must not be replaced: `WRONG_ORIGIN` for tokens of another server, `WRONG_ACCOUNT` for another account than that in memory;
 * `undefined` when it may be.
 */
export function conflictOf(
  found: TokenRecord,
  present: TokenRecord | undefined,
  origin: string,
): AxiomTokenError | undefined {
  if (found.origin !== origin) {
    return new AxiomTokenError('WRONG_ORIGIN', {
      message: `The tokens saved here belong to ${found.origin}; this run talks to ${origin}.`,
      remedy: 'They are untouched. Start the app for the server they belong to.',
    });
  }
  if (!isOtherAccount(found.tokens, present?.tokens)) return undefined;
  return new AxiomTokenError('WRONG_ACCOUNT', {
    message: 'The tokens that are saved now belong to another account; they were not overwritten.',
    remedy:
      'Put back the tokens of this account, and the app continues with them. Or sign out here: then the saved tokens are used, and nothing is removed.',
  });
}

/** Whether a failure is one of {@link conflictOf}. */
export function isConflict(failure: AxiomTokenError | undefined): boolean {
  return failure?.code === 'WRONG_ORIGIN' || failure?.code === 'WRONG_ACCOUNT';
}

/**
 * The record for memory after `found` was read while `present` was in memory; `undefined` when `found` has nothing newer, or is of another account or server.
 * Of one sign-in the higher generation is taken as a whole. Otherwise each token is compared alone: by its own `iat`, then by generation, then by the other
 * token of its pair, and by the time of saving only if no `iat` can be compared (the time of a file says when it was touched, not how old its tokens are).
 * So if a client writes a new access token with a spent refresh token, only the access token is taken. E-mail, sign-in, journal key, server offset and unknown
 * keys that `found` does not have are kept.
 */
export function takeNewer(found: TokenRecord, present: TokenRecord): TokenRecord | undefined {
  if (!isSameAccount(found, present)) return undefined;
  const byGeneration = compareGenerations(found, present);
  const isSameSignIn = found.signInId !== undefined && found.signInId === present.signInId;
  if (isSameSignIn && byGeneration !== 0) {
    return byGeneration > 0 ? merge(found, present, keepNames(found.tokens, present.tokens)) : undefined;
  }
  if (isSameTokens(found.tokens, present.tokens)) {
    return found.recordGeneration > present.recordGeneration ? merge(found, present, present.tokens) : undefined;
  }
  const [access, refresh] = [compareIssue(found, present, 'accessToken'), compareIssue(found, present, 'refreshToken')];
  const isDated = access !== undefined || refresh !== undefined;
  const bySaving = isDated && !isCounted(found, present) ? 0 : found.savedAtMs - present.savedAtMs;
  const isTaken = (kind: TokenKind, own: number | undefined, other: number | undefined): boolean =>
    !found.tokens[kind].equals(present.tokens[kind]) && (own || byGeneration || other || bySaving) > 0;
  const ofAccess = isTaken('accessToken', access, refresh) ? found : present;
  const ofRefresh = isTaken('refreshToken', refresh, access) ? found : present;
  if (ofAccess === present && ofRefresh === present) return undefined;
  const tokens = joinTokens(keepNames(ofAccess.tokens, present.tokens), ofRefresh.tokens);
  const merged = merge(found, present, tokens);
  // The refresh token decides which sign-in it is: if ours is kept, so is its sign-in id.
  const isOurSignIn = ofRefresh === present && !found.tokens.refreshToken.equals(present.tokens.refreshToken);
  return isOurSignIn && present.signInId !== undefined ? withSignInOf(present, merged) : merged;
}

function withSignInOf({ signInId, decidedAtMs }: TokenRecord, merged: TokenRecord): TokenRecord {
  const { decidedAtMs: _others, ...undecided } = merged;
  return {
    ...undecided,
    ...(signInId === undefined ? {} : { signInId }),
    ...(decidedAtMs === undefined ? {} : { decidedAtMs }),
  };
}

/** The found pair as a whole, with the one in memory as its replaced pair. `by`: the fingerprint of the found refresh token. */
export function takeWhole(found: TokenRecord, present: TokenRecord, by: string): TokenRecord {
  return {
    ...merge(found, present, keepNames(found.tokens, present.tokens)),
    replaced: { tokens: present.tokens, by },
  };
}

/** By how much the found record is older: by the `iat` of the tokens, or by the time of saving if these cannot be compared. */
export function lagMs(found: TokenRecord, present: TokenRecord): number {
  const issues = (['accessToken', 'refreshToken'] as const).map((kind) => compareIssue(present, found, kind));
  const known = issues.filter((lag) => lag !== undefined);
  return known.length > 0 ? Math.max(...known) : present.savedAtMs - found.savedAtMs;
}

type TokenKind = 'accessToken' | 'refreshToken';

function isSameAccount(found: TokenRecord, present: TokenRecord): boolean {
  return found.origin === present.origin && !isOtherAccount(found.tokens, present.tokens);
}

/** Whether both were written by programs that count generations. */
function isCounted(found: TokenRecord, present: TokenRecord): boolean {
  return found.recordGeneration > 0 && present.recordGeneration > 0;
}

/** Above 0: `found` is later. 0: equal, or not comparable, because each sign-in has its own count. */
function compareGenerations(found: TokenRecord, present: TokenRecord): number {
  if (!isCounted(found, present) || isOtherSignIn(found, present)) return 0;
  return found.recordGeneration - present.recordGeneration;
}

/** Above 0: the token of `found` was issued later. `undefined`: the two are the same, or one has no `iat`. */
function compareIssue(found: TokenRecord, present: TokenRecord, kind: TokenKind): number | undefined {
  const [one, other] = [found.tokens[kind], present.tokens[kind]];
  if (one.equals(other)) return undefined;
  const nowMs = Math.max(found.savedAtMs, present.savedAtMs);
  const [oneAtMs, otherAtMs] = [issuedAtMs(one, nowMs), issuedAtMs(other, nowMs)];
  return oneAtMs === undefined || otherAtMs === undefined ? undefined : oneAtMs - otherAtMs;
}

/** The token's `iat`, unless that is after its own `exp`. */
function issuedAtMs(token: Secret, nowMs: number): number | undefined {
  const claims = readJwtClaims(token, nowMs);
  const atMs = claims?.issuedAtMs;
  return atMs !== undefined && atMs <= (claims?.expiresAtMs ?? Infinity) ? atMs : undefined;
}

function merge(found: TokenRecord, present: TokenRecord, tokens: AuthTokens): TokenRecord {
  // The decision time of another sign-in does not apply to the found one.
  const { decidedAtMs, ...others } = present;
  const isDecided = decidedAtMs !== undefined && !isOtherSignIn(found, present);
  const before = isDecided ? { ...others, decidedAtMs } : others;
  const { replaced: _replaced, ...known } = withLaterDecision({ ...before, ...found }, before);
  const replaced = replacedBy(found, present, tokens.refreshToken);
  return {
    ...known,
    tokens,
    recordGeneration: generationOf(found, present, tokens),
    savedAtMs: Math.max(found.savedAtMs, present.savedAtMs),
    ...(replaced === undefined ? {} : { replaced }),
  };
}

/** Another sign-in keeps its own generation: with a higher one, programs that share its place would take the record for a later one. */
function generationOf(found: TokenRecord, present: TokenRecord, { refreshToken }: AuthTokens): number {
  const isItsOwn =
    isCounted(found, present) && isOtherSignIn(found, present) && found.tokens.refreshToken.equals(refreshToken);
  return isItsOwn ? found.recordGeneration : Math.max(found.recordGeneration, present.recordGeneration);
}

/** The replaced pair that belongs to this refresh token. If a program without generations wrote `found`, it may have dropped that field, so ours is used. */
function replacedBy(found: TokenRecord, present: TokenRecord, refreshToken: Secret): ReplacedPair | undefined {
  if (found.recordGeneration > 0 && found.tokens.refreshToken.equals(refreshToken)) return found.replaced;
  return present.tokens.refreshToken.equals(refreshToken) ? present.replaced : undefined;
}
