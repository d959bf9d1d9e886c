// Decides what a move to another place does, and what is removed from the former place, from what was read at both.
// Pure. place-move.ts carries it out.
import { AxiomTokenError } from '../base/errors';
import type { Removal } from '../ports/profile-index';
import { isSameTokens } from '../tokens/auth-tokens';
import { conflictOf } from '../tokens/found-record';
import type { TokenRecord } from '../tokens/token-record';
import type { StoreChoice } from '../ports/token-places';
import { isSameChoice, type StorageNote } from './place';
import { isPutBack } from './changed-record';
import { unreadRefusal } from './refusals';
import type { Content, DecidedBy, ReadResult } from './storage-step';

/** The facts for the decision. */
export interface MoveSituation {
  readonly content: Content;
  /** The place that the profile leaves, as it was last read. */
  readonly former: ReadResult;
  readonly target: ReadResult;
  /** Whether, by the notes, the place that is left has a sign-in. */
  readonly hasTokens: boolean;
  /** Whether the user has agreed to leave behind what cannot be read. */
  readonly leavesUnread: boolean;
  /** The names of the two places for the user. */
  readonly formerName: string;
  readonly targetName: string;
  readonly origin: string;
  readonly nameOf: (record: TokenRecord) => string;
}

/** What the move does. */
export type MoveStep =
  /** Copy the record to the new place. */
  | { readonly kind: 'copy'; readonly record: TokenRecord }
  /** Copy nothing: the profile uses the record that it finds there, or none. `leavesUnread`: a sign-in that is noted at the former place stays there. */
  | { readonly kind: 'go'; readonly found: TokenRecord | undefined; readonly leavesUnread?: true }
  | { readonly kind: 'refuse'; readonly failure: AxiomTokenError };

/** The decision. A refusal changes nothing: the former place stays in use. */
export function decideMove(situation: MoveSituation): MoveStep {
  const { content, former, target, targetName, origin, nameOf } = situation;
  const unread = unreadFailure(situation);
  if (unread && !situation.leavesUnread)
    return { kind: 'refuse', failure: unreadRefusal(unread, situation.formerName) };
  // "Missing" is no obstacle: there is nothing that could be overwritten.
  const isGone = target.kind === 'blocked' && target.isMissing;
  if ((target.kind === 'blocked' && !isGone) || target.kind === 'damaged')
    return { kind: 'refuse', failure: target.failure };
  const found = target.kind === 'record' ? target.record : undefined;
  if (content.kind === 'record') {
    const { record } = content;
    // An earlier move that was interrupted may have left its copy there, which may be overwritten.
    const isOwnCopy =
      found !== undefined && nameOf(found) === nameOf(record) && found.recordGeneration <= record.recordGeneration;
    return found && !isOwnCopy ? { kind: 'refuse', failure: occupied(targetName) } : { kind: 'copy', record };
  }
  if (!found) return { kind: 'go', found, ...(unread ? { leavesUnread: true } : {}) };
  const conflict = conflictOf(found, undefined, origin);
  if (conflict) return { kind: 'refuse', failure: conflict };
  // Only a profile that certainly has no tokens may use the record at the new place.
  return former.kind === 'absent' ? { kind: 'go', found } : { kind: 'refuse', failure: occupied(targetName) };
}

/**
 * Why a sign-in that is noted at the former place could not be read since the start; `undefined` when it was
 * certainly deleted.
 */
function unreadFailure({ content, former, hasTokens }: MoveSituation): AxiomTokenError | undefined {
  if (content.kind !== 'as-found' || !hasTokens) return undefined;
  if (former.kind !== 'blocked' && former.kind !== 'damaged') return undefined;
  return former.failure.isDeleted ? undefined : former.failure;
}

/**
 * The places at which tokens may remain that no removal reaches. The former place is added if its sign-in is left
 * there; the new place is taken out, because the profile uses it again.
 */
export function placesLeftBehind(
  before: readonly StoreChoice[] = [],
  { former, target, step }: { readonly former: StoreChoice; readonly target: StoreChoice; readonly step: MoveStep },
): readonly StoreChoice[] | undefined {
  const leavesUnread = step.kind === 'go' && step.leavesUnread === true;
  const others = before.filter((left) => !isSameChoice(left, target) && !isSameChoice(left, former));
  const left = leavesUnread && !isSameChoice(former, target) ? [...others, former] : others;
  return left.length === 0 ? undefined : left;
}

/** A removal at the place that the profile leaves: which sign-in, and why. */
export type FormerPlaceRemoval = Pick<Removal, 'signIn' | 'reason'>;

/** The facts about the former place after the copy was made. */
export interface FormerPlaceSituation extends Pick<MoveSituation, 'former' | 'origin' | 'nameOf'> {
  readonly copy: TokenRecord;
  /** Where the record in memory came from. Unless it was found at the place, it is not written there yet. */
  readonly by: DecidedBy;
  readonly noted: Pick<StorageNote, 'hasTokens' | 'signIn' | 'neverSaved'>;
  /** The record that this process last read or wrote there. */
  readonly base: TokenRecord | undefined;
}

/**
 * The removals at the former place: the moved sign-in, if it was saved there; also the sign-in that it was about to overwrite there. Sign-ins that were
 * replaced before they were saved are included, in case another program saves them there.
 */
export function decideFormerPlaceRemovals(situation: FormerPlaceSituation): readonly FormerPlaceRemoval[] {
  const { copy, by, former, noted, nameOf } = situation;
  const { neverSaved = [] } = noted;
  if (former.kind === 'absent') return [];
  const replaced = neverSaved.filter((signIn) => signIn !== nameOf(copy));
  // If nothing was ever saved there, "missing" simply means that nothing is there.
  const isEmpty = former.kind !== 'record' && !noted.hasTokens;
  const others = replaced.map((signIn): FormerPlaceRemoval => ({ signIn, reason: isEmpty ? 'copied' : 'signed-out' }));
  if (isEmpty) return others;
  const moved: FormerPlaceRemoval = { signIn: nameOf(copy), reason: 'moved' };
  const signIn = former.kind === 'record' ? nameOf(former.record) : noted.signIn;
  if (signIn === undefined || signIn === moved.signIn || !isWrittenOver(situation)) return [moved, ...others];
  // A sign-in that the user has replaced is outdated, however late it was refreshed.
  if (by === 'person') return [{ signIn, reason: 'signed-out' }, ...others];
  return [moved, { ...moved, signIn }, ...others];
}

/** Whether the record there is outdated or was about to be overwritten. False for another account or server, and for what other programs saved there since. */
function isWrittenOver({ copy, by, former, base, origin }: FormerPlaceSituation): boolean {
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
