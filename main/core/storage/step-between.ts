// The storage decision where memory and place both hold a record of one account: which of the two goes on. Pure; part of storage-step.ts.
import { isOtherAccount, isSameTokens, joinTokens } from '../tokens/auth-tokens';
import { compareDecisions, withLaterDecision } from '../tokens/decided-time';
import { takeNewer, takeWhole } from '../tokens/found-record';
import { canComeBack } from '../tokens/replaced-pair';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { isOtherName, isReplaced, isRewritten } from './put-since';
import { laterSignIn } from './replaced-tokens';
import type { Content, Situation, Step } from './storage-step';

type Between = Pick<Situation, 'noted' | 'nameOf' | 'nowMs' | 'isUsedUp'>;
type Kept = Extract<Content, { kind: 'record' }>;

/** The step for a record in memory and one that was found at the place. */
export function stepBetween(situation: Between, content: Kept, found: TokenRecord): Step {
  const { record: present, by } = content;
  const isSame = isSameTokens(found.tokens, present.tokens);
  // Two programs took one pair, and each named it: who removes it must know the name that it has there.
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
 * The step for a record in memory whose sign-in another program has removed from the place before it put another one there; `undefined` where that is used
 * up, and ours is not. Where it keeps the former pair beside it, and this program has refreshed that meanwhile, the newer one is kept there.
 */
export function stepOverRemoved(
  { isUsedUp }: Pick<Situation, 'isUsedUp'>,
  present: TokenRecord,
  found: TokenRecord,
): Step | undefined {
  if (isUsedUp(present) || isOtherAccount(found.tokens, present.tokens)) return { kind: 'forget' };
  if (isUsedUp(found)) return undefined;
  const { replaced } = found;
  if (!replaced || !isUsedUp(replaced)) return { kind: 'forget' };
  return {
    kind: 'reload',
    record: above({ ...found, replaced: { ...replaced, tokens: present.tokens } }, found),
    by: 'server',
  };
}

function stepWithSame({ noted, nameOf }: Between, present: TokenRecord): Step {
  // A sign-in to another account that could only be sealed is no copy of this one.
  if (noted.sealed && !isOtherAccount(noted.sealed.tokens, present.tokens)) return { kind: 'unseal' };
  const isNoted = noted.hasTokens && noted.signIn === nameOf(present) && noted.removing.length === 0;
  return isNoted ? { kind: 'done' } : { kind: 'note', record: present };
}

function stepWithOther(between: Between, { record: present, by }: Kept, found: TokenRecord): Step {
  const { noted, nameOf, nowMs, isUsedUp } = between;
  const [isPresentPast, isFoundPast] = [isUsedUp(present), isUsedUp(found)];
  // What has been exchanged for a newer pair is nobody's decision any more.
  if (isPresentPast && !isFoundPast && isLater(found, present)) return { kind: 'reload', record: found, by: 'found' };
  const isPast = isFoundPast && !isPresentPast;
  const later = by === 'person' && !isFoundPast ? laterSignIn(found, present, noted.base, nowMs) : undefined;
  if (later === found) return { kind: 'reload', record: found, by: 'found' };
  if (later) return { kind: 'reload', record: above(later, found), by: 'server' };
  // Only a person puts another sign-in in the place of ours: that counts, however late ours was refreshed.
  if (by !== 'person' && !isPast && isReplaced(found, present, noted.base))
    return { kind: 'reload', record: found, by: 'found' };
  // What this run saw there before the server or the person decided is no news, whatever it says of itself.
  const isKnown = noted.base !== undefined && isSameTokens(noted.base.tokens, found.tokens);
  if (by === 'found' && !isPast && isRewritten(found, present, noted))
    return { kind: 'reload', record: above(takeWhole(found, present, nameOf(found)), present), by: 'server' };
  const asFound = isPast ? withRefreshToken(found, present) : found;
  const newer = by === 'person' || (by === 'server' && isKnown) ? undefined : takeNewer(asFound, present);
  if (newer)
    return { kind: 'reload', record: newer, by: isSameTokens(newer.tokens, found.tokens) ? 'found' : 'server' };
  if (by === 'found') {
    // An earlier pair of this sign-in was put back, or an earlier sign-in: the later one is in memory only.
    if (!isPast && isOtherName(found, present)) {
      const isDecidedLater = (compareDecisions(found, present, nowMs) ?? 0) > 0;
      return isDecidedLater
        ? { kind: 'reload', record: found, by: 'found' }
        : { kind: 'reload', record: withFormer(present, found, between), by: 'server' };
    }
    const isUnsaved = isPast || takeNewer(present, found) !== undefined;
    return isUnsaved ? { kind: 'reload', record: present, by: 'server' } : { kind: 'done' };
  }
  if (isFoundPast) return { kind: 'write', record: above(present, found) };
  const kept = keeping(present, found, isUsedUp);
  // What a person has never seen there is not lost for all that.
  const isUnseen = by === 'person' && noted.base === undefined;
  return { kind: 'write', record: above(isUnseen ? withFormer(kept, found, between) : kept, found) };
}

/** What a sign-in keeps beside it may have been refreshed by another program: then the newer pair is kept. */
function keeping(present: TokenRecord, found: TokenRecord, isUsedUp: Between['isUsedUp']): TokenRecord {
  const { replaced } = present;
  if (!replaced || !isUsedUp(replaced) || !isOtherSignIn(found, present)) return present;
  return { ...present, replaced: { ...replaced, tokens: found.tokens } };
}

/** An earlier sign-in that was put back over ours stays beside it, unless a pair that may still be wanted does. */
function withFormer(present: TokenRecord, found: TokenRecord, { nameOf, isUsedUp }: Between): TokenRecord {
  const { signInId: _named, ...unnamed } = present;
  const { replaced, tokens } = present;
  const by = nameOf(unnamed);
  const isKept = canComeBack(replaced) && replaced.by === by && !isUsedUp(replaced);
  if (isKept || found.tokens.refreshToken.equals(tokens.refreshToken)) return present;
  return { ...present, replaced: { tokens: found.tokens, by } };
}

/** The record with a generation above that of the one it replaces, and with the later of the decisions for one sign-in. */
export function above(record: TokenRecord, found: TokenRecord): TokenRecord {
  const decided = withLaterDecision(record, found);
  return found.recordGeneration < record.recordGeneration
    ? decided
    : { ...decided, recordGeneration: found.recordGeneration + 1 };
}

/** Whether what was found came after ours, or beside it: an earlier pair of one sign-in is used up as well, whoever has noted it. */
function isLater(found: TokenRecord, present: TokenRecord): boolean {
  const { refreshToken } = found.tokens;
  return isOtherSignIn(found, present) || takeNewer(found, present)?.tokens.refreshToken.equals(refreshToken) === true;
}

/** Of a record whose refresh token is used up only the access token may be newer than ours; its count and its name are those of what is past. */
function withRefreshToken(found: TokenRecord, { tokens }: TokenRecord): TokenRecord {
  const { signInId: _past, ...unnamed } = found;
  return { ...unnamed, recordGeneration: 0, tokens: joinTokens(found.tokens, tokens) };
}
