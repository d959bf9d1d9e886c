// The next step at a place that a profile has left, or where a sign-in is still to be removed: pure, for one removal.
// former-places.ts takes the steps.
import { AxiomTokenError } from '../base/errors';
import type { Removal } from '../ports/profile-index';
import { isOtherAccount } from '../tokens/auth-tokens';
import { conflictOf, takeNewer, takeWhole } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { isRewritten, type Seen } from './put-since';
import { fateOfCopy, type PlaceInUse } from './moved-copy';
import { isToBeRemoved, type RemovalContext } from './removal-meaning';
import { above } from './step-between';
import type { Looked } from './storage-step';

/** What is known when a removal is to go on. */
export interface FormerSituation extends RemovalContext, Pick<Seen, 'former' | 'first'> {
  readonly removal: Removal;
  readonly observed: Looked;
  /** The record that is sealed under the key of the one that lies there, or beside the journal. */
  readonly sealed?: TokenRecord | undefined;
  /** What is in memory now; `unread` while nothing is because it is not known yet what the profile's own place holds. */
  readonly present: TokenRecord | 'unread' | undefined;
  /** The profile's own place, looked at while both are locked; absent while it was not asked. */
  readonly inUse?: PlaceInUse | undefined;
  /** Whether the profile's own place does not have yet what is in memory. */
  readonly isUnwritten: boolean;
  /** Whether its refresh token is known to be used up. */
  readonly isUsedUp: (record: TokenRecord) => boolean;
}

/** What is done next with a removal. */
export type FormerStep =
  /** `isMoved`: the place in use has it. */
  | { readonly kind: 'delete'; readonly record: TokenRecord; readonly isMoved: boolean }
  /** In its place comes a later sign-in, which another program could only seal. */
  | { readonly kind: 'replace'; readonly record: TokenRecord; readonly by: TokenRecord }
  /** Memory takes what is newer here, before it goes. */
  | { readonly kind: 'reload'; readonly record: TokenRecord }
  /** The place in use is to be looked at first, with both locked. */
  | { readonly kind: 'ask' }
  /** Others have moved the sign-in on: what lies here may be what they use, and stays. */
  | { readonly kind: 'keep' }
  /** Nothing is left to remove. */
  | { readonly kind: 'over' }
  | { readonly kind: 'wait'; readonly failure: AxiomTokenError };

/** The next step of a removal, for a place that was looked at under its lock. */
export function nextFormerStep(situation: FormerSituation): FormerStep {
  const { observed, sealed, present, isUnwritten } = situation;
  if (observed.kind === 'blocked' || observed.kind === 'damaged') return { kind: 'wait', failure: observed.failure };
  const record = observed.kind === 'record' ? observed.record : undefined;
  for (const lying of [record, sealed]) {
    if (!lying || !isKept(situation, lying)) continue;
    if (present === 'unread') return { kind: 'wait', failure: notToGoYet() };
    const newer = present && newerThere(situation, lying, present);
    if (newer) return { kind: 'reload', record: newer };
    // Until it is written there, memory has the only other copy.
    if (isUnwritten && present && hasRefreshTokenOf(lying, present)) return { kind: 'wait', failure: notToGoYet() };
  }
  const toGo = [record, sealed].flatMap((lying) => (lying && isMeant(situation, lying) ? [lying] : []));
  for (const lying of toGo) {
    const step = stepForCopy(situation, lying);
    if (step) return step;
  }
  return record && isMeant(situation, record) ? stepAway(situation, record) : { kind: 'over' };
}

/** The step where it is not sure that a copy may go: of what was moved another one must be known, or that a person has removed it. */
function stepForCopy(situation: FormerSituation, copy: TokenRecord): FormerStep | undefined {
  const { removal, inUse } = situation;
  if (removal.reason === 'signed-out') return undefined;
  if (!inUse) return { kind: 'ask' };
  const fate = fateOfCopy(copy, removal, inUse, situation.origin);
  if (fate === 'unknown') return { kind: 'wait', failure: notToGoYet() };
  return fate === 'stays' ? { kind: 'keep' } : undefined;
}

/** Whether the record is of the sign-in that goes on elsewhere: what is newer in it must come along. */
function isKept(situation: FormerSituation, record: TokenRecord): boolean {
  const { removal, present } = situation;
  if (removal.reason === 'signed-out' || !isMeant(situation, record)) return false;
  // A person who has signed in anew since the move: what was left is past.
  return present === 'unread' || (present !== undefined && !isOtherSignIn(record, present));
}

function isMeant(situation: FormerSituation, record: TokenRecord): boolean {
  return isToBeRemoved(record, situation.removal, situation) || isRefreshedThere(situation, record);
}

/** Whether another client went on with what was moved away: it keeps no names, and what it has refreshed was saved after the move. */
function isRefreshedThere(situation: FormerSituation, record: TokenRecord): boolean {
  const { removal, present, origin, nameOf } = situation;
  if (removal.reason === 'signed-out' || record.signInId !== undefined) return false;
  if (record.origin !== origin || isOtherAccount(record.tokens, removal)) return false;
  if (present === 'unread') return true;
  if (present === undefined || isOtherAccount(record.tokens, present.tokens)) return false;
  if (hasRefreshTokenOf(record, present)) return true;
  const newer = nameOf(present) === removal.signIn ? newerThere(situation, record, present) : undefined;
  return newer !== undefined && hasRefreshTokenOf(record, newer);
}

/** What memory should hold because of what lies there. */
function newerThere(situation: FormerSituation, lying: TokenRecord, present: TokenRecord): TokenRecord | undefined {
  // What is used up is no news, whatever its tokens say of the time.
  if (situation.isUsedUp(lying)) return undefined;
  const newer = takeNewer(lying, present);
  if (newer || !isPutOverOurs(situation, lying, present)) return newer;
  return above(takeWhole(lying, present, situation.nameOf(lying)), present);
}

/** Whether another client has put it over the pair that was moved away, and that is in memory still: see {@link isRewritten}. */
function isPutOverOurs(situation: FormerSituation, lying: TokenRecord, present: TokenRecord): boolean {
  const { removal, nameOf, former, first } = situation;
  const isAsMoved = nameOf(present) === removal.signIn && present.savedAtMs <= removal.sinceMs;
  if (!isAsMoved || hasRefreshTokenOf(lying, present)) return false;
  return isRewritten(lying, present, { base: present, former, first });
}

function hasRefreshTokenOf(one: TokenRecord, other: TokenRecord): boolean {
  return one.tokens.refreshToken.equals(other.tokens.refreshToken);
}

function notToGoYet(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'It stays until the place in use is seen to hold these tokens: it may be the only copy.',
  });
}

/** The record goes. */
function stepAway(situation: FormerSituation, record: TokenRecord): FormerStep {
  const { removal, sealed, origin } = situation;
  const isLeft = sealed && isOtherSignIn(sealed, record) && !conflictOf(sealed, record, origin);
  const isMeant = sealed && isToBeRemoved(sealed, removal, situation);
  if (isLeft && !isMeant) return { kind: 'replace', record, by: above(sealed, record) };
  return { kind: 'delete', record, isMoved: isHeldElsewhere(situation, record) };
}

function isHeldElsewhere({ inUse }: FormerSituation, record: TokenRecord): boolean {
  return inUse?.observed.kind === 'record' && !isOtherSignIn(inUse.observed.record, record);
}
