// What a move to another place does, and what goes from the one that is left, decided from what lies at both places: pure. ProfileStorage carries it out.
import { AxiomTokenError } from '../base/errors';
import type { Removal } from '../ports/profile-index';
import { isSameTokens } from '../tokens/auth-tokens';
import { conflictOf } from '../tokens/found-record';
import type { TokenRecord } from '../tokens/token-record';
import type { StorageNote } from './place';
import { isPutBack } from './put-since';
import { unreadRefusal } from './refusals';
import type { Content, DecidedBy, Looked } from './storage-step';

/** How a profile stands before its move. */
export interface MoveSituation {
  readonly content: Content;
  /** The place that is left, as it was looked at a moment ago. */
  readonly former: Looked;
  readonly target: Looked;
  /** Whether a sign-in is noted at the place that is left. */
  readonly hasTokens: boolean;
  /** Whether a person has agreed to leave behind what cannot be read. */
  readonly leavesUnread: boolean;
  /** What a person calls the two places. */
  readonly formerName: string;
  readonly targetName: string;
  readonly origin: string;
  readonly nameOf: (record: TokenRecord) => string;
}

/** What is done. */
export type MoveStep =
  /** The record is brought there. */
  | { readonly kind: 'copy'; readonly record: TokenRecord }
  /** Nothing is brought along: the profile takes what lies there, or nothing. */
  | { readonly kind: 'go'; readonly found: TokenRecord | undefined }
  | { readonly kind: 'refuse'; readonly failure: AxiomTokenError };

/** The decision. A refusal changes nothing: the former place stays in use. */
export function decideMove(situation: MoveSituation): MoveStep {
  const { content, former, target, targetName, origin, nameOf } = situation;
  const unread = unreadFailure(situation);
  if (unread) return { kind: 'refuse', failure: unreadRefusal(unread, situation.formerName) };
  // "Missing" is an answer: nothing is there that could be written over.
  const isGone = target.kind === 'blocked' && target.isMissing;
  if ((target.kind === 'blocked' && !isGone) || target.kind === 'damaged')
    return { kind: 'refuse', failure: target.failure };
  const found = target.kind === 'record' ? target.record : undefined;
  if (content.kind === 'record') {
    const { record } = content;
    // A try that broke off has left its copy there: it is written over.
    const isOwnCopy =
      found !== undefined && nameOf(found) === nameOf(record) && found.recordGeneration <= record.recordGeneration;
    return found && !isOwnCopy ? { kind: 'refuse', failure: occupied(targetName) } : { kind: 'copy', record };
  }
  if (!found) return { kind: 'go', found };
  const conflict = conflictOf(found, undefined, origin);
  if (conflict) return { kind: 'refuse', failure: conflict };
  // Only a profile that surely holds nothing comes back to what lies at the new place.
  return former.kind === 'absent' ? { kind: 'go', found } : { kind: 'refuse', failure: occupied(targetName) };
}

/** Why a sign-in that is noted at the former place could not be read since the start. What was surely deleted, or is left on purpose, is no reason. */
function unreadFailure({ content, former, hasTokens, leavesUnread }: MoveSituation): AxiomTokenError | undefined {
  if (content.kind !== 'as-found' || !hasTokens || leavesUnread) return undefined;
  if (former.kind !== 'blocked' && former.kind !== 'damaged') return undefined;
  return former.failure.isDeleted ? undefined : former.failure;
}

/** What may lie at a place that is left, and goes from there: which sign-in, and why. */
export type Leaving = Pick<Removal, 'signIn' | 'reason'>;

/** What is known of the place that is left once its copy is made. */
export interface LeavingSituation extends Pick<MoveSituation, 'former' | 'origin' | 'nameOf'> {
  readonly copy: TokenRecord;
  /** Who has decided over what is in memory: unless it was found, it was not written there. */
  readonly by: DecidedBy;
  readonly noted: Pick<StorageNote, 'hasTokens' | 'signIn' | 'neverSaved'>;
  /** What this run saw or wrote there last. */
  readonly base: TokenRecord | undefined;
}

/**
 * What goes from the place that is left: the sign-in that is moved, where it was saved; else the one that was to be written over, by its own name. What was
 * never there goes too, should another program bring it.
 */
export function decideLeaving(situation: LeavingSituation): readonly Leaving[] {
  const { copy, by, former, noted, nameOf } = situation;
  const { neverSaved = [] } = noted;
  if (former.kind === 'absent') return [];
  const replaced = neverSaved.filter((signIn) => signIn !== nameOf(copy));
  // Where nothing was ever saved, nothing is expected: what is not to be found there is gone.
  const isEmpty = former.kind !== 'record' && !noted.hasTokens;
  const others = replaced.map((signIn): Leaving => ({ signIn, reason: isEmpty ? 'copied' : 'signed-out' }));
  if (isEmpty) return others;
  const moved: Leaving = { signIn: nameOf(copy), reason: 'moved' };
  const signIn = former.kind === 'record' ? nameOf(former.record) : noted.signIn;
  if (signIn === undefined || signIn === moved.signIn || !isWrittenOver(situation)) return [moved, ...others];
  // What a person has replaced is past, however late it was refreshed.
  if (by === 'person') return [{ signIn, reason: 'signed-out' }, ...others];
  return [moved, { ...moved, signIn }, ...others];
}

/** Whether what lies there is past or was to be replaced: nothing of another account or server, nor what others have put there since. */
function isWrittenOver({ copy, by, former, base, origin }: LeavingSituation): boolean {
  if (former.kind !== 'record') return by !== 'found';
  const { record } = former;
  if (conflictOf(record, copy, origin)) return false;
  if (by === 'person') return true;
  if (by === 'found') return isPutBack(record, copy, base);
  return base !== undefined && isSameTokens(base.tokens, record.tokens);
}

function occupied(targetName: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_DENIED', {
    message: `There are already tokens at the new place (${targetName}).`,
    remedy: 'Choose another place. Nothing was changed.',
  });
}
