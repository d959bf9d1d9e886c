// Decides the next step of one removal at a former place of a profile. Pure.
// former-places.ts carries the steps out.
import { AxiomTokenError } from '../base/errors';
import type { Removal } from '../ports/profile-index';
import { isOtherAccount } from '../tokens/auth-tokens';
import { conflictOf, takeNewer, takeWhole } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { isRewritten, type Seen } from './changed-record';
import { decideCopy, type PlaceInUse } from './moved-copy';
import { isToBeRemoved, type RemovalContext } from './removal-match';
import { withGenerationAbove } from './step-for-two-records';
import type { ReadResult } from './storage-step';

/** The facts for the decision. */
export interface FormerSituation extends RemovalContext, Pick<Seen, 'former' | 'first'> {
  readonly removal: Removal;
  readonly observed: ReadResult;
  /** The record in the journal of that place, sealed with the key of `observed` or with the key that is kept beside the journal. */
  readonly sealed?: TokenRecord | undefined;
  /** The record in memory; `unread` while the profile's present place has not been read, so that its record is not known yet. */
  readonly present: TokenRecord | 'unread' | undefined;
  /** The profile's present place, as it was read while both places are locked; absent if it was not read yet. */
  readonly inUse?: PlaceInUse | undefined;
  /** Whether the record in memory is not written to the profile's present place yet. */
  readonly isUnwritten: boolean;
  /** Whether the refresh token of a record is known to be spent. */
  readonly isSpent: (record: TokenRecord) => boolean;
}

/** The next step of a removal. */
export type FormerStep =
  /** Remove the record. `isMoved`: the present place has the same sign-in. */
  | { readonly kind: 'delete'; readonly record: TokenRecord; readonly isMoved: boolean }
  /** Overwrite it with a later sign-in, which another program could only save in the journal. */
  | { readonly kind: 'replace'; readonly record: TokenRecord; readonly by: TokenRecord }
  /** Take the newer record into memory; it is removed here afterwards. */
  | { readonly kind: 'reload'; readonly record: TokenRecord }
  /** Read the present place first, with both places locked. */
  | { readonly kind: 'ask' }
  /** Leave it: another program has moved the sign-in, perhaps to this place, and may use it here. */
  | { readonly kind: 'keep' }
  /** There is nothing left to remove. */
  | { readonly kind: 'over' }
  | { readonly kind: 'wait'; readonly failure: AxiomTokenError };

/** The next step of a removal, for a place that was read under its lock. */
export function nextFormerStep(situation: FormerSituation): FormerStep {
  const { observed, sealed, present, isUnwritten } = situation;
  if (observed.kind === 'blocked' || observed.kind === 'damaged') return { kind: 'wait', failure: observed.failure };
  const record = observed.kind === 'record' ? observed.record : undefined;
  for (const stored of [record, sealed]) {
    if (!stored || !isKept(situation, stored)) continue;
    if (present === 'unread') return { kind: 'wait', failure: mustStayYet() };
    const newer = present && newerAtFormer(situation, stored, present);
    if (newer) return { kind: 'reload', record: newer };
    // Until the present place has it, memory has the only other copy.
    if (isUnwritten && present && hasRefreshTokenOf(stored, present)) return { kind: 'wait', failure: mustStayYet() };
  }
  const toRemove = [record, sealed].flatMap((stored) => (stored && isMeant(situation, stored) ? [stored] : []));
  for (const stored of toRemove) {
    const step = stepForCopy(situation, stored);
    if (step) return step;
  }
  return record && isMeant(situation, record) ? removalStep(situation, record) : { kind: 'over' };
}

/** The step when a moved copy must not be removed yet; `undefined` when it may be: another copy exists for certain, or the user removed the sign-in. */
function stepForCopy(situation: FormerSituation, copy: TokenRecord): FormerStep | undefined {
  const { removal, inUse } = situation;
  if (removal.reason === 'signed-out') return undefined;
  if (!inUse) return { kind: 'ask' };
  const decision = decideCopy(copy, removal, inUse, situation.origin);
  if (decision === 'unknown') return { kind: 'wait', failure: mustStayYet() };
  return decision === 'keep' ? { kind: 'keep' } : undefined;
}

/**
 * Whether the record belongs to the sign-in that was moved and is still in use. A newer record of it must be moved
 * too.
 */
function isKept(situation: FormerSituation, record: TokenRecord): boolean {
  const { removal, present } = situation;
  if (removal.reason === 'signed-out' || !isMeant(situation, record)) return false;
  // If the user has signed in again since the move, the record that was left is outdated.
  return present === 'unread' || (present !== undefined && !isOtherSignIn(record, present));
}

function isMeant(situation: FormerSituation, record: TokenRecord): boolean {
  return isToBeRemoved(record, situation.removal, situation) || isRefreshedThere(situation, record);
}

/** Whether another client has refreshed the moved sign-in at this place. Its record has no sign-in id and was saved after the move, so the removal does not name it. */
function isRefreshedThere(situation: FormerSituation, record: TokenRecord): boolean {
  const { removal, present, origin, nameOf } = situation;
  if (removal.reason === 'signed-out' || record.signInId !== undefined) return false;
  if (record.origin !== origin || isOtherAccount(record.tokens, removal)) return false;
  if (present === 'unread') return true;
  if (present === undefined || isOtherAccount(record.tokens, present.tokens)) return false;
  if (hasRefreshTokenOf(record, present)) return true;
  const newer = nameOf(present) === removal.signIn ? newerAtFormer(situation, record, present) : undefined;
  return newer !== undefined && hasRefreshTokenOf(record, newer);
}

/** The record for memory if the one at the former place is newer; `undefined` if it is not. */
function newerAtFormer(situation: FormerSituation, stored: TokenRecord, present: TokenRecord): TokenRecord | undefined {
  // A spent refresh token is never newer, whatever the times in its tokens say.
  if (situation.isSpent(stored)) return undefined;
  const newer = takeNewer(stored, present);
  if (newer || !isOverwritten(situation, stored, present)) return newer;
  return withGenerationAbove(takeWhole(stored, present, situation.nameOf(stored)), present);
}

/** Whether another client has overwritten the moved pair, which is still in memory: see {@link isRewritten}. */
function isOverwritten(situation: FormerSituation, stored: TokenRecord, present: TokenRecord): boolean {
  const { removal, nameOf, former, first } = situation;
  const isAsMoved = nameOf(present) === removal.signIn && present.savedAtMs <= removal.sinceMs;
  if (!isAsMoved || hasRefreshTokenOf(stored, present)) return false;
  return isRewritten(stored, present, { base: present, former, first });
}

function hasRefreshTokenOf(one: TokenRecord, other: TokenRecord): boolean {
  return one.tokens.refreshToken.equals(other.tokens.refreshToken);
}

function mustStayYet(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'It is kept until the place in use certainly has these tokens, because it may be the only copy.',
  });
}

/** The step that removes the record. */
function removalStep(situation: FormerSituation, record: TokenRecord): FormerStep {
  const { removal, sealed, origin } = situation;
  const isLeft = sealed && isOtherSignIn(sealed, record) && !conflictOf(sealed, record, origin);
  const isMeant = sealed && isToBeRemoved(sealed, removal, situation);
  if (isLeft && !isMeant) return { kind: 'replace', record, by: withGenerationAbove(sealed, record) };
  return { kind: 'delete', record, isMoved: isHeldElsewhere(situation, record) };
}

function isHeldElsewhere({ inUse }: FormerSituation, record: TokenRecord): boolean {
  return inUse?.observed.kind === 'record' && !isOtherSignIn(inUse.observed.record, record);
}
