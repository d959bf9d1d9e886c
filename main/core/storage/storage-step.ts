// The storage decision of one profile: from the content that its place should have, what the last read found there,
// and the notes, it derives the one next step. Pure and total; StorageSteps carries the steps out. ARCHITECTURE.md
// shows it as a table.
import { isOtherAccount, isSameTokens } from '../tokens/auth-tokens';
import { AxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import { conflictOf } from '../tokens/found-record';
import type { Removal } from '../ports/profile-index';
import type { RemovalMark } from '../ports/removal-marks';
import type { TokenRecord } from '../tokens/token-record';
import { isMarkedAfter, isMarkedRecord, isMarkedRemoval } from './place-marks';
import { isToBeRemoved, type RemovalContext } from './removal-match';
import { withGenerationAbove, stepForTwoRecords, stepOverRemoved } from './step-for-two-records';

/** Where the record in memory came from: found at the place, or from the server or the user; in these two cases it is not written to the place yet. */
export type DecidedBy = 'found' | 'server' | 'person';

/** The content that the place should have. `as-found`: not decided yet. `none`: only after the user, here or in another program, removed the tokens. */
export type Content =
  | { readonly kind: 'as-found' }
  | { readonly kind: 'none' }
  | { readonly kind: 'record'; readonly record: TokenRecord; readonly by: DecidedBy };

/** What the last read of a place found. */
export type Observed = { readonly kind: 'unread' } | ReadResult;

/** What one read of a place found. */
export type ReadResult =
  | { readonly kind: 'absent' }
  | { readonly kind: 'record'; readonly record: TokenRecord }
  /** Locked, unavailable, denied, timed out. `isMissing`: the place answered, but the expected tokens are not there. */
  | { readonly kind: 'blocked'; readonly failure: AxiomTokenError; readonly isMissing: boolean }
  /** The record cannot be read: damaged, half-written, or of a newer version of the app. */
  | { readonly kind: 'damaged'; readonly failure: AxiomTokenError };

/** Whether the place answered that it is empty, or that the expected tokens are not there. */
export function isNothingThere(observed: Observed): boolean {
  return observed.kind === 'absent' || (observed.kind === 'blocked' && observed.isMissing);
}

/** What is known of the place from the index, the journal, other processes and earlier reads. */
export interface Noted {
  readonly hasTokens: boolean;
  /** The name of the sign-in that was saved last. */
  readonly signIn?: string | undefined;
  /** The pending removals at this place. */
  readonly removing: readonly Removal[];
  /** The removal marks of this place, by any process. */
  readonly marks: readonly RemovalMark[];
  /** The record that this process last read or wrote there. */
  readonly base: TokenRecord | undefined;
  /** Refresh tokens that this process saw there and that other programs have replaced since. */
  readonly former: readonly Secret[];
  /** The first record that this process found there. */
  readonly first?: TokenRecord | undefined;
  /** The record in the journal, as far as this process knows; absent when there is none. */
  readonly sealed: TokenRecord | undefined;
  /** Whether there is a journal for this record. */
  readonly canSeal: boolean;
  /** Whether a damaged record can be renamed, which must be done before anything is written. */
  readonly canSetAside: boolean;
}

/** All facts for the decision. */
export interface Situation extends RemovalContext {
  readonly content: Content;
  readonly observed: Observed;
  /** Whether the place has been locked against other processes since the read. */
  readonly isLocked: boolean;
  readonly noted: Noted;
  /** Whether the refresh token of a pair is known to be spent: exchanged for a newer one, by any program. */
  readonly isSpent: (pair: Pick<TokenRecord, 'tokens'>) => boolean;
}

/** The next step. */
export type Step =
  /** Read the place; `isLocked`: under its lock, because a write or removal may follow. */
  | { readonly kind: 'read'; readonly isLocked: boolean }
  | { readonly kind: 'write'; readonly record: TokenRecord }
  | { readonly kind: 'delete' }
  /** Rename the damaged record. */
  | { readonly kind: 'set-aside' }
  /** Take the record into memory: it was found at the place (`found`), or is still to be written (`server`). */
  | { readonly kind: 'reload'; readonly record: TokenRecord; readonly by: 'found' | 'server' }
  /** Forget the record in memory: another process has removed that sign-in. */
  | { readonly kind: 'forget' }
  /** Note in the index what the place has, and that its pending removals are done. */
  | { readonly kind: 'note'; readonly record: TokenRecord | undefined }
  | { readonly kind: 'seal'; readonly record: TokenRecord }
  | { readonly kind: 'unseal' }
  /** Nothing can be done now: retry later, or the user decides. */
  | { readonly kind: 'wait'; readonly failure: AxiomTokenError }
  | { readonly kind: 'done' };

/** Decides the next step at a profile's place. */
export function nextStep(situation: Situation): Step {
  const { content, observed, noted, isLocked } = situation;
  if (content.kind === 'record' && isToBeSealed(content, noted)) return { kind: 'seal', record: content.record };
  switch (observed.kind) {
    case 'unread':
      return { kind: 'read', isLocked: isWriteLikely(content, noted) };
    case 'blocked':
      return observed.isMissing
        ? stepWithout(situation, observed.failure)
        : stepWhileBlocked(situation, observed.failure);
    case 'damaged':
      return stepOverDamage(situation, observed.failure);
    case 'absent':
      return stepWithout(situation, undefined);
    case 'record':
      return underLock(stepWithRecord(situation, observed.record), isLocked);
  }
}

/** The place cannot be read. A sign-in that another program has removed or moved before must not be refreshed any more. */
function stepWhileBlocked(situation: Situation, failure: AxiomTokenError): Step {
  const { content, noted } = situation;
  const isRemoved =
    content.kind === 'record' && content.by !== 'person' && isMarkedRecord(noted.marks, content.record, situation);
  return isRemoved ? { kind: 'forget' } : { kind: 'wait', failure };
}

/** The place has no record. `failure`: why, if one was expected. */
function stepWithout(situation: Situation, failure: AxiomTokenError | undefined): Step {
  const { content, noted, isLocked } = situation;
  if (content.kind !== 'record') {
    const left = leftSealed(situation);
    if (left) return { kind: 'reload', record: left, by: 'server' };
    if (noted.sealed && isGivenUp(situation, noted.sealed)) return { kind: 'unseal' };
    // A place may only hide the record, so a removal counts as done only if a mark names it.
    const isRemoved =
      noted.removing.length > 0
        ? noted.removing.every((removal) => isMarkedRemoval(noted.marks, removal, failure?.isDeleted === true))
        : content.kind === 'none' || noted.marks.some(({ signIn }) => signIn === noted.signIn);
    if (!noted.hasTokens && noted.removing.length === 0) return { kind: 'done' };
    if (!failure || isRemoved) return { kind: 'note', record: undefined };
    // Signed out, and no record found: the removal stays pending, in case the record reappears.
    return noted.hasTokens ? { kind: 'wait', failure } : { kind: 'done' };
  }
  const { record, by } = content;
  if (isGone(situation, content)) return { kind: 'forget' };
  if (by !== 'person') {
    // Tokens that were saved and have disappeared are not written again without the user; tokens that were never
    // saved are written.
    if (by === 'found' || noted.hasTokens) return { kind: 'wait', failure: emptied(failure) };
  }
  return underLock({ kind: 'write', record }, isLocked);
}

/** The record at the place is damaged. It is replaced only if the user signs in again. */
function stepOverDamage({ content, noted, isLocked }: Situation, failure: AxiomTokenError): Step {
  if (content.kind === 'record' && content.by === 'person')
    return underLock(noted.canSetAside ? { kind: 'set-aside' } : { kind: 'write', record: content.record }, isLocked);
  // A sign-out while the record could not be read means whatever is there.
  const isAllMeant = content.kind === 'none' && noted.removing.some(({ signIn }) => signIn === undefined);
  return isAllMeant ? underLock({ kind: 'delete' }, isLocked) : { kind: 'wait', failure };
}

function stepWithRecord(situation: Situation, found: TokenRecord): Step {
  const { content, noted, origin, nameOf } = situation;
  const isMeant = noted.removing.some((removal) => isToBeRemoved(found, removal, situation));
  const present = content.kind === 'record' ? content.record : undefined;
  const removed = stepWithMarked(situation, found);
  if (removed) return removed;
  const left = isMeant ? leftSealed(situation) : undefined;
  if (left) return { kind: 'reload', record: left, by: 'server' };
  if (isMeant && !(present && isSameSignIn(found, present, nameOf)))
    return present ? { kind: 'write', record: withGenerationAbove(present, found) } : { kind: 'delete' };
  const conflict = conflictOf(found, present, origin);
  if (conflict) return { kind: 'wait', failure: conflict };
  if (content.kind !== 'record') return { kind: 'reload', record: found, by: 'found' };
  return stepForTwoRecords(situation, content, found);
}

/** The step when another program has removed the sign-in in memory and the user has signed in again there; `undefined` otherwise. */
function stepWithMarked(situation: Situation, found: TokenRecord): Step | undefined {
  const { content, nameOf } = situation;
  if (content.kind !== 'record' || isSameSignIn(found, content.record, nameOf)) return undefined;
  return isGone(situation, content) ? stepOverRemoved(situation, content.record, found) : undefined;
}

/** Whether another program has removed the sign-in in memory. If the user brought it and it is not written yet, only a later removal counts. */
function isGone(situation: Situation, { record, by }: Extract<Content, { kind: 'record' }>): boolean {
  const { marks } = situation.noted;
  return by === 'person' ? isMarkedAfter(marks, record, situation) : isMarkedRecord(marks, record, situation);
}

/** The sealed record of a sign-in after the last sign-out, which could not be saved at the place before the app ended, or by another program. It is used. */
function leftSealed(situation: Situation): TokenRecord | undefined {
  const { content, noted, origin, nameOf } = situation;
  const { sealed, hasTokens, signIn } = noted;
  if (content.kind === 'record' || sealed?.origin !== origin) return undefined;
  // A copy of the expected sign-in waits until the place can be read; another sign-in came later.
  const isExpected = hasTokens && (signIn === undefined || signIn === nameOf(sealed));
  return isExpected || isGivenUp(situation, sealed) ? undefined : sealed;
}

/** Whether a sealed record is of a sign-in that was removed. */
function isGivenUp(situation: Situation, sealed: TokenRecord): boolean {
  const { noted } = situation;
  return (
    isMarkedRecord(noted.marks, sealed, situation) ||
    noted.removing.some((removal) => isToBeRemoved(sealed, removal, situation))
  );
}

/** A write or removal needs a read under the lock first. */
function underLock(step: Step, isLocked: boolean): Step {
  const isChange = step.kind === 'write' || step.kind === 'delete' || step.kind === 'set-aside';
  return isLocked || !isChange ? step : { kind: 'read', isLocked: true };
}

function isWriteLikely(content: Content, { removing }: Noted): boolean {
  return removing.length > 0 || (content.kind === 'record' && content.by !== 'found') || content.kind === 'none';
}

function isToBeSealed({ record, by }: Extract<Content, { kind: 'record' }>, { canSeal, sealed }: Noted): boolean {
  if (by === 'found' || !canSeal) return false;
  return (
    sealed === undefined ||
    sealed.recordGeneration !== record.recordGeneration ||
    !isSameTokens(sealed.tokens, record.tokens)
  );
}

function isSameSignIn(a: TokenRecord, b: TokenRecord, nameOf: (record: TokenRecord) => string): boolean {
  return nameOf(a) === nameOf(b) && !isOtherAccount(a.tokens, b.tokens);
}

/** The failure for tokens that have disappeared, with the message of the place if it has one. */
function emptied(failure: AxiomTokenError | undefined): AxiomTokenError {
  return new AxiomTokenError(failure?.code ?? 'STORAGE_UNAVAILABLE', {
    message: failure?.message ?? 'The saved tokens are gone from their place, and this app did not remove them.',
    remedy: 'Put them back, save them again, or sign out. Until then they are kept in memory only.',
    ...(failure ? { cause: failure } : {}),
    isMissing: true,
  });
}
