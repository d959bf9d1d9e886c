// The storage decision of one profile: what should be at its place, what is there, what is noted of it, and so the one next step.
// Pure and total; ProfileStorage takes the steps. ARCHITECTURE.md shows it as a table.
import { isOtherAccount, isSameTokens } from '../tokens/auth-tokens';
import { AxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import { conflictOf } from '../tokens/found-record';
import type { Removal } from '../ports/profile-index';
import type { RemovalMark } from '../ports/removal-marks';
import type { TokenRecord } from '../tokens/token-record';
import { isMarkedAfter, isMarkedRecord, isMarkedRemoval } from './place-marks';
import { isToBeRemoved, type RemovalContext } from './removal-meaning';
import { above, stepBetween, stepOverRemoved } from './step-between';

/** Who decided over the record in memory last. What a person or the server has decided is not yet in the place; what was found there is. */
export type DecidedBy = 'found' | 'server' | 'person';

/** What the place should hold. `as-found`: nobody has decided yet. Only a person's decision makes `none`. */
export type Content =
  | { readonly kind: 'as-found' }
  | { readonly kind: 'none' }
  | { readonly kind: 'record'; readonly record: TokenRecord; readonly by: DecidedBy };

/** What the last look at a place saw. */
export type Observed = { readonly kind: 'unread' } | Looked;

/** What one look at a place saw. */
export type Looked =
  | { readonly kind: 'absent' }
  | { readonly kind: 'record'; readonly record: TokenRecord }
  /** Locked, unavailable, denied, timed out. `isMissing`: the place answered, and what was expected is not there. */
  | { readonly kind: 'blocked'; readonly failure: AxiomTokenError; readonly isMissing: boolean }
  /** Not understood: damaged, half-written, or of a newer version of the app. */
  | { readonly kind: 'damaged'; readonly failure: AxiomTokenError };

/** Whether the place answered that it holds nothing, or not what was expected. */
export function isNothingThere(observed: Observed): boolean {
  return observed.kind === 'absent' || (observed.kind === 'blocked' && observed.isMissing);
}

/** What is noted of the place in the index, in the journal and by other processes. */
export interface Noted {
  readonly hasTokens: boolean;
  /** The sign-in that was saved last, by its name. */
  readonly signIn?: string | undefined;
  /** What is still to be removed from this place. */
  readonly removing: readonly Removal[];
  /** Sign-ins that were removed from this place, by whatever process. */
  readonly marks: readonly RemovalMark[];
  /** What this run saw or wrote there last. */
  readonly base: TokenRecord | undefined;
  /** Refresh tokens that this run saw there, and that others have replaced since. */
  readonly former: readonly Secret[];
  /** What lay there before this run saw or wrote anything. */
  readonly first?: TokenRecord | undefined;
  /** The record that the journal holds; absent when it is empty as far as this run knows. */
  readonly sealed: TokenRecord | undefined;
  /** Whether there is a journal for this record. */
  readonly canSeal: boolean;
  /** Whether what is not understood can be given another name, and must be before anything is written. */
  readonly canSetAside: boolean;
}

/** All that the decision knows. */
export interface Situation extends RemovalContext {
  readonly content: Content;
  readonly observed: Observed;
  /** Whether the place is locked against other processes since it was observed. */
  readonly isHeld: boolean;
  readonly noted: Noted;
  /** Whether its refresh token is known to be used up: exchanged for a newer one, by whatever program. */
  readonly isUsedUp: (pair: Pick<TokenRecord, 'tokens'>) => boolean;
}

/** What is done next. */
export type Step =
  /** Look at the place; `isHeld`: under its lock, because a write or removal may follow. */
  | { readonly kind: 'read'; readonly isHeld: boolean }
  | { readonly kind: 'write'; readonly record: TokenRecord }
  | { readonly kind: 'delete' }
  /** What is there and not understood gets another name. */
  | { readonly kind: 'set-aside' }
  /** Memory takes the record: it is what was found (`found`), or something that is still to be written. */
  | { readonly kind: 'reload'; readonly record: TokenRecord; readonly by: 'found' | 'server' }
  /** Memory gives its record up: another process has removed that sign-in. */
  | { readonly kind: 'forget' }
  /** The index takes a note of what the place holds, and that nothing is to be removed from it any more. */
  | { readonly kind: 'note'; readonly record: TokenRecord | undefined }
  | { readonly kind: 'seal'; readonly record: TokenRecord }
  | { readonly kind: 'unseal' }
  /** Nothing can be done now: it is tried again later, or a person decides. */
  | { readonly kind: 'wait'; readonly failure: AxiomTokenError }
  | { readonly kind: 'done' };

/** The next step of a profile's place. */
export function nextStep(situation: Situation): Step {
  const { content, observed, noted, isHeld } = situation;
  if (content.kind === 'record' && isToBeSealed(content, noted)) return { kind: 'seal', record: content.record };
  switch (observed.kind) {
    case 'unread':
      return { kind: 'read', isHeld: isWriteLikely(content, noted) };
    case 'blocked':
      return observed.isMissing
        ? stepWithout(situation, observed.failure)
        : stepWhileBlocked(situation, observed.failure);
    case 'damaged':
      return stepOverDamage(situation, observed.failure);
    case 'absent':
      return stepWithout(situation, undefined);
    case 'record':
      return held(stepWithRecord(situation, observed.record), isHeld);
  }
}

/** Nothing can be seen. A sign-in that another program has removed, or moved away, before that is not refreshed any more. */
function stepWhileBlocked(situation: Situation, failure: AxiomTokenError): Step {
  const { content, noted } = situation;
  const isRemoved =
    content.kind === 'record' && content.by !== 'person' && isMarkedRecord(noted.marks, content.record, situation);
  return isRemoved ? { kind: 'forget' } : { kind: 'wait', failure };
}

/** Nothing is there: `failure` says so where something was expected. */
function stepWithout(situation: Situation, failure: AxiomTokenError | undefined): Step {
  const { content, noted, isHeld } = situation;
  if (content.kind !== 'record') {
    const left = leftSealed(situation);
    if (left) return { kind: 'reload', record: left, by: 'server' };
    if (noted.sealed && isGivenUp(situation, noted.sealed)) return { kind: 'unseal' };
    // "Not to be found" may be a place that hides it: what is to be removed has gone only where a mark names it.
    const isRemoved =
      noted.removing.length > 0
        ? noted.removing.every((removal) => isMarkedRemoval(noted.marks, removal, failure?.isDeleted === true))
        : content.kind === 'none' || noted.marks.some(({ signIn }) => signIn === noted.signIn);
    if (!noted.hasTokens && noted.removing.length === 0) return { kind: 'done' };
    if (!failure || isRemoved) return { kind: 'note', record: undefined };
    // Signed out, and nothing to be seen: should it come back, it still goes.
    return noted.hasTokens ? { kind: 'wait', failure } : { kind: 'done' };
  }
  const { record, by } = content;
  if (isGone(situation, content)) return { kind: 'forget' };
  if (by !== 'person') {
    // Nothing is rewritten silently that was there and is gone; what was never saved is written.
    if (by === 'found' || noted.hasTokens) return { kind: 'wait', failure: emptied(failure) };
  }
  return held({ kind: 'write', record }, isHeld);
}

/** What is there is not understood. A person who was told and signs in again replaces it. */
function stepOverDamage({ content, noted, isHeld }: Situation, failure: AxiomTokenError): Step {
  if (content.kind === 'record' && content.by === 'person')
    return held(noted.canSetAside ? { kind: 'set-aside' } : { kind: 'write', record: content.record }, isHeld);
  // A sign-out of what could never be read means whatever is there.
  const isAllMeant = content.kind === 'none' && noted.removing.some(({ signIn }) => signIn === undefined);
  return isAllMeant ? held({ kind: 'delete' }, isHeld) : { kind: 'wait', failure };
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
    return present ? { kind: 'write', record: above(present, found) } : { kind: 'delete' };
  const conflict = conflictOf(found, present, origin);
  if (conflict) return { kind: 'wait', failure: conflict };
  if (content.kind !== 'record') return { kind: 'reload', record: found, by: 'found' };
  return stepBetween(situation, content, found);
}

/** Another program has removed the sign-in that is in memory, and a person has signed in over it there. */
function stepWithMarked(situation: Situation, found: TokenRecord): Step | undefined {
  const { content, nameOf } = situation;
  if (content.kind !== 'record' || isSameSignIn(found, content.record, nameOf)) return undefined;
  return isGone(situation, content) ? stepOverRemoved(situation, content.record, found) : undefined;
}

/** Whether another program has removed what is in memory; what a person has decided goes only where that was decided later. */
function isGone(situation: Situation, { record, by }: Extract<Content, { kind: 'record' }>): boolean {
  const { marks } = situation.noted;
  return by === 'person' ? isMarkedAfter(marks, record, situation) : isMarkedRecord(marks, record, situation);
}

/** What a former run, or another program, could only seal of a sign-in that came after a sign-out: the profile goes on from it. */
function leftSealed(situation: Situation): TokenRecord | undefined {
  const { content, noted, origin, nameOf } = situation;
  const { sealed, hasTokens, signIn } = noted;
  if (content.kind === 'record' || sealed?.origin !== origin) return undefined;
  // A copy of the sign-in that is expected there waits for it; another one came after it.
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

/** A write or removal needs a look under the lock first. */
function held(step: Step, isHeld: boolean): Step {
  const isChange = step.kind === 'write' || step.kind === 'delete' || step.kind === 'set-aside';
  return isHeld || !isChange ? step : { kind: 'read', isHeld: true };
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

/** In the place's own words where it has some. */
function emptied(failure: AxiomTokenError | undefined): AxiomTokenError {
  return new AxiomTokenError(failure?.code ?? 'STORAGE_UNAVAILABLE', {
    message: failure?.message ?? 'The saved tokens are gone from their place, and this app did not remove them.',
    remedy: 'Put them back, save them again, or sign out. Until then they are kept in memory only.',
    ...(failure ? { cause: failure } : {}),
    isMissing: true,
  });
}
