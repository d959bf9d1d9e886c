// The storage decision when memory and place both have a record of the same account: which of the two is kept. Pure; part of storage-step.ts.
import { isOtherAccount, isSameTokens, joinTokens } from '../tokens/auth-tokens';
import { compareDecisions, withLaterDecision } from '../tokens/decision-time';
import { takeNewer, takeWhole } from '../tokens/found-record';
import { canComeBack } from '../tokens/replaced-pair';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { isOtherName, isReplaced, isRewritten } from './changed-record';
import { laterSignIn } from './replaced-tokens';
import type { Content, Situation, Step } from './storage-step';

type Between = Pick<Situation, 'noted' | 'nameOf' | 'nowMs' | 'isSpent'>;
type Kept = Extract<Content, { kind: 'record' }>;

/** The step for a record in memory and one that was found at the place. */
export function stepForTwoRecords(situation: Between, content: Kept, found: TokenRecord): Step {
  const { record: present, by } = content;
  const isSame = isSameTokens(found.tokens, present.tokens);
  // Two programs have the same pair under different sign-in ids: use the one at the place, because removals and marks name that.
  const isRenamed = isOtherName(found, present);
  const isDecidedAnew = withLaterDecision(present, found) !== present;
  if (isSame && (isRenamed || isDecidedAnew) && by === 'found')
    return { kind: 'reload', record: { ...present, ...found, tokens: present.tokens }, by };
  if (isSame && by === 'found') return stepWithSame(situation, present);
  const isNewsThere = isRenamed || withLaterDecision(found, present) !== found;
  if (isSame && found.recordGeneration >= present.recordGeneration && !isNewsThere)
    return {
      kind: 'reload',
      record: { ...withLaterDecision(present, found), recordGeneration: found.recordGeneration },
      by: 'found',
    };
  return stepWithOther(situation, content, found);
}

/**
 * The step when another program has removed the sign-in in memory from the place and saved another one there. `undefined` when that one is spent and ours is
 * not. If it keeps our former pair as its replaced pair, which this program has refreshed meanwhile, the newer pair takes its place there.
 */
export function stepOverRemoved(
  { isSpent }: Pick<Situation, 'isSpent'>,
  present: TokenRecord,
  found: TokenRecord,
): Step | undefined {
  if (isSpent(present) || isOtherAccount(found.tokens, present.tokens)) return { kind: 'forget' };
  if (isSpent(found)) return undefined;
  const { replaced } = found;
  if (!replaced || !isSpent(replaced)) return { kind: 'forget' };
  return {
    kind: 'reload',
    record: withGenerationAbove({ ...found, replaced: { ...replaced, tokens: present.tokens } }, found),
    by: 'server',
  };
}

function stepWithSame({ noted, nameOf }: Between, present: TokenRecord): Step {
  // The sealed record stays if it is of another account: it is not a copy of this one.
  if (noted.sealed && !isOtherAccount(noted.sealed.tokens, present.tokens)) return { kind: 'unseal' };
  const isNoted = noted.hasTokens && noted.signIn === nameOf(present) && noted.removing.length === 0;
  return isNoted ? { kind: 'done' } : { kind: 'note', record: present };
}

function stepWithOther(between: Between, { record: present, by }: Kept, found: TokenRecord): Step {
  const { noted, nameOf, nowMs, isSpent } = between;
  const [isPresentPast, isFoundPast] = [isSpent(present), isSpent(found)];
  // A spent pair is replaced by one that is not spent, whoever decided.
  if (isPresentPast && !isFoundPast && isLater(found, present)) return { kind: 'reload', record: found, by: 'found' };
  const isPast = isFoundPast && !isPresentPast;
  const later = by === 'person' && !isFoundPast ? laterSignIn(found, present, noted.base, nowMs) : undefined;
  if (later === found) return { kind: 'reload', record: found, by: 'found' };
  if (later) return { kind: 'reload', record: withGenerationAbove(later, found), by: 'server' };
  // Only a user replaces our sign-in with another one. That counts, however late ours was refreshed.
  if (by !== 'person' && !isPast && isReplaced(found, present, noted.base))
    return { kind: 'reload', record: found, by: 'found' };
  // If this process already saw that record before the server or the user decided, it is not newer, whatever its dates say.
  const isKnown = noted.base !== undefined && isSameTokens(noted.base.tokens, found.tokens);
  if (by === 'found' && !isPast && isRewritten(found, present, noted))
    return {
      kind: 'reload',
      record: withGenerationAbove(takeWhole(found, present, nameOf(found)), present),
      by: 'server',
    };
  const asFound = isPast ? withRefreshToken(found, present) : found;
  const newer = by === 'person' || (by === 'server' && isKnown) ? undefined : takeNewer(asFound, present);
  if (newer)
    return { kind: 'reload', record: newer, by: isSameTokens(newer.tokens, found.tokens) ? 'found' : 'server' };
  if (by === 'found') {
    // An old copy of this sign-in or of an earlier one was put back, so the later one is in memory only.
    if (!isPast && isOtherName(found, present)) {
      const isDecidedLater = (compareDecisions(found, present, nowMs) ?? 0) > 0;
      return isDecidedLater
        ? { kind: 'reload', record: found, by: 'found' }
        : { kind: 'reload', record: withFormer(present, found, between), by: 'server' };
    }
    const isUnsaved = isPast || takeNewer(present, found) !== undefined;
    return isUnsaved ? { kind: 'reload', record: present, by: 'server' } : { kind: 'done' };
  }
  if (isFoundPast) return { kind: 'write', record: withGenerationAbove(present, found) };
  const kept = keeping(present, found, isSpent);
  // If the user has never seen the record at the place, it is kept as the replaced pair.
  const isUnseen = by === 'person' && noted.base === undefined;
  return { kind: 'write', record: withGenerationAbove(isUnseen ? withFormer(kept, found, between) : kept, found) };
}

/** Updates the replaced pair: if another program has refreshed it and saved the newer pair at the place, that newer pair is kept. */
function keeping(present: TokenRecord, found: TokenRecord, isSpent: Between['isSpent']): TokenRecord {
  const { replaced } = present;
  if (!replaced || !isSpent(replaced) || !isOtherSignIn(found, present)) return present;
  return { ...present, replaced: { ...replaced, tokens: found.tokens } };
}

/** Keeps `found`, an earlier sign-in that was put back over ours, as the replaced pair, unless another usable pair is already kept. */
function withFormer(present: TokenRecord, found: TokenRecord, { nameOf, isSpent }: Between): TokenRecord {
  const { signInId: _named, ...unnamed } = present;
  const { replaced, tokens } = present;
  const by = nameOf(unnamed);
  const isKept = canComeBack(replaced) && replaced.by === by && !isSpent(replaced);
  if (isKept || found.tokens.refreshToken.equals(tokens.refreshToken)) return present;
  return { ...present, replaced: { tokens: found.tokens, by } };
}

/** The record with a generation above that of `found`, which it replaces, and with the later decision time if both are of one sign-in. */
export function withGenerationAbove(record: TokenRecord, found: TokenRecord): TokenRecord {
  const decided = withLaterDecision(record, found);
  return found.recordGeneration < record.recordGeneration
    ? decided
    : { ...decided, recordGeneration: found.recordGeneration + 1 };
}

/** Whether the found record is later than ours or of another sign-in. An earlier pair of the same sign-in is spent too, even if that was not noted. */
function isLater(found: TokenRecord, present: TokenRecord): boolean {
  const { refreshToken } = found.tokens;
  return isOtherSignIn(found, present) || takeNewer(found, present)?.tokens.refreshToken.equals(refreshToken) === true;
}

/** The found record with our refresh token, because its own is spent and only its access token may be newer. Its generation and sign-in id do not count. */
function withRefreshToken(found: TokenRecord, { tokens }: TokenRecord): TokenRecord {
  const { signInId: _past, ...unnamed } = found;
  return { ...unnamed, recordGeneration: 0, tokens: joinTokens(found.tokens, tokens) };
}
