// Moves a profile to another place: notes in the index that a copy may be there, copies and reads back, then notes the new place in the index. The former copy
// is removed afterwards like any other pending removal, so an interrupted move leaves no copy. Decided by move-step.ts. Used by ProfileStorage.
import type { Removal } from '../ports/profile-index';
import type { AuthTokens } from '../tokens/auth-tokens';
import { takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import type { LockablePlace } from './lockable-place';
import { isMarkedRecord, type PlaceMarks } from './place-marks';
import {
  decideFormerPlaceRemovals,
  decideMove,
  type FormerPlaceRemoval,
  type MoveSituation,
  type MoveStep,
  placesLeftBehind,
} from './move-step';
import type { SingleUseTokens } from './single-use-tokens';
import { isSameChoice, type Place, type StorageNote } from './place';
import type { PersonRequest } from './person-requests';
import { isRefused, movedOnRefusal } from './refusals';
import type { StorageNotebook } from './storage-notebook';
import type { StorageState } from './storage-state';
import type { ReadResult } from './storage-step';

/** A move that was not refused. */
type Moved = Exclude<MoveStep, { kind: 'refuse' }>;

/** The user's choices for a move. */
export interface MoveOptions {
  /** See {@link MoveSituation.leavesUnread}. If absent, the move is refused when tokens cannot be read. */
  readonly leavesUnread?: boolean;
}

export interface MoveParts {
  readonly origin: string;
  readonly state: StorageState;
  readonly notebook: StorageNotebook;
  readonly nameOf: (record: TokenRecord) => string;
  readonly clock: { nowMs(): number };
  readonly marks: PlaceMarks;
  /** Throws when another profile has this pair; absent when there is no other profile. */
  readonly refuseSecondOwner?: ((tokens: AuthTokens) => void) | undefined;
  /** Knows the spent refresh tokens; absent for the demo. */
  readonly singleUse?: Pick<SingleUseTokens, 'isSpent'> | undefined;
  readonly request: PersonRequest;
  /** See {@link MoveSituation.leavesUnread}. */
  readonly leavesUnread: MoveSituation['leavesUnread'];
}

/**
 * Call it with both places locked. When it resolves, the index names the new place, and memory has its record, as far as it is known.
 * @throws AxiomTokenError of the new place or of the index, the refusal of {@link decideMove}, or that another profile has the record there; the former
 * place then stays in use
 */
export async function movePlace(former: LockablePlace, target: LockablePlace, parts: MoveParts): Promise<void> {
  const { origin, state, notebook, nameOf } = parts;
  const left = await former.read();
  await forgetRemoved(former, left, parts);
  const isSpent = left.kind === 'record' && (await parts.singleUse?.isSpent(left.record.tokens.refreshToken)) === true;
  const newer = left.kind === 'record' && state.record && !isSpent ? takeNewer(left.record, state.record) : undefined;
  // A record in memory that is not written yet is later than anything there, so it is kept. It is also kept if
  // another profile has the newer pair.
  if (
    newer &&
    !isRefused(parts.refuseSecondOwner, newer.tokens) &&
    state.content.kind === 'record' &&
    state.content.by === 'found'
  )
    state.set({ ...state.content, record: newer });
  await takeSealed(former.place, parts);
  const there = await target.read();
  const { content } = state;
  // If the user signed out meanwhile, and perhaps in again, that is not the sign-in to move.
  parts.request.refuseLate();
  const step = decideMove({
    content,
    former: left,
    target: there,
    hasTokens: notebook.noted.hasTokens,
    leavesUnread: parts.leavesUnread,
    formerName: former.place.store.place,
    targetName: target.place.store.place,
    origin,
    nameOf,
  });
  if (step.kind === 'refuse') throw step.failure;
  if (step.kind === 'copy' && there.kind !== 'record') await refuseMovedOn(former, left, parts);
  if (step.kind === 'go' && step.found) parts.refuseSecondOwner?.(step.found.tokens);
  // The journal key is part of the same write, so that the first refresh there can be sealed.
  const journalKey = target.place.journal?.makeKey();
  const savedAtMs = parts.clock.nowMs();
  const copy = step.kind === 'copy' ? { ...(journalKey ? { journalKey } : {}), ...step.record, savedAtMs } : undefined;
  if (copy && former.place.key !== target.place.key)
    await notebook.writeRemoval(notebook.removalOf(copy, target.place.choice, 'copied'));
  if (copy) await target.copyHere(copy);
  if (copy) await parts.marks.dropMark(target.place.key, copy);
  try {
    await noteMove(former, target, step, mayHold(left, step, parts), parts);
  } catch (error) {
    // Only a new copy is removed again. A record that was there before stays: if both places are one under two names, it may be the only copy.
    if (copy && there.kind === 'absent') await target.clear().catch(() => undefined);
    throw error;
  }
  // The former place cannot be read, so the removal there comes later. Until then this mark keeps other programs from using the moved tokens.
  if (copy && left.kind === 'blocked' && former.place.key !== target.place.key)
    await parts.marks.addMark(former.place.key, copy, { isMoved: true, atMs: savedAtMs - 1, decidedAtMs: savedAtMs });
  // The record in the journal of the former place is saved at the new place now. It must not be used again after a sign-out.
  if (copy && former.place.key !== target.place.key) await unseal(former.place, copy);
  state.noteContent(copy);
  state.forgetRead();
  // The new place has another journal, which has no sealed record yet.
  state.sealed = undefined;
  if (copy && state.content === content) state.set({ kind: 'record', record: copy, by: 'found' });
  else if (step.kind === 'go' && state.content.kind === 'none') state.set({ kind: 'as-found' });
}

/** Forgets the record in memory if another program has removed or moved that sign-in meanwhile; it must not be copied to the new place. */
async function forgetRemoved(
  { place }: LockablePlace,
  left: ReadResult,
  { state, marks, nameOf, clock }: MoveParts,
): Promise<void> {
  const { content } = state;
  if ((left.kind !== 'absent' && left.kind !== 'blocked') || content.kind !== 'record' || content.by === 'person')
    return;
  const removed = state.presentMarks(await marks.read(place.key));
  const isMarked = isMarkedRecord(removed, content.record, { nameOf, nowMs: clock.nowMs() });
  if (isMarked && state.content === content) state.set({ kind: 'none' }, true);
}

/** Refuses the move if another program has moved the sign-in already and could not remove it here yet: with a copy at a third place, one of the two would soon be spent. */
async function refuseMovedOn({ place }: LockablePlace, left: ReadResult, parts: MoveParts): Promise<void> {
  const { state, marks, nameOf, clock } = parts;
  const { content } = state;
  if (left.kind !== 'record' || content.kind !== 'record' || content.by === 'person') return;
  const moved = state.presentMarks(await marks.read(place.key)).filter(({ isMoved }) => isMoved);
  const isMarked = isMarkedRecord(moved, left.record, { nameOf, nowMs: clock.nowMs() });
  if (nameOf(left.record) === nameOf(content.record) && isMarked) throw movedOnRefusal();
}

/** Takes a newer record of this sign-in from the journal, where another program has put it because it could not write the place. */
async function takeSealed({ journal }: Place, { state, refuseSecondOwner }: MoveParts): Promise<void> {
  const { content } = state;
  if (content.kind !== 'record') return;
  const newer = await journal?.newerThan(content.record);
  if (!newer || isOtherSignIn(newer, content.record) || isRefused(refuseSecondOwner, newer.tokens)) return;
  if (state.content === content) state.set({ ...content, record: newer });
}

/** Clears the journal of the former place, unless it holds a later sign-in of another program, which replaces the moved one there. */
async function unseal({ journal }: Place, moved: TokenRecord): Promise<void> {
  const newer = await journal?.newerThan(moved);
  if (!newer || !isOtherSignIn(newer, moved)) await journal?.clear(moved);
}

/** The removals at the former place. Nothing is removed if the profile moves without its record, because that could not be read. */
function mayHold(
  former: ReadResult,
  step: Moved,
  { origin, state, notebook, nameOf }: MoveParts,
): readonly FormerPlaceRemoval[] {
  if (step.kind !== 'copy') return [];
  const { content, base } = state;
  const by = content.kind === 'record' ? content.by : 'found';
  const { noted } = notebook;
  return decideFormerPlaceRemovals({ copy: step.record, by, former, noted, base, origin, nameOf });
}

/** Notes the new place and the pending removals in the index. */
async function noteMove(
  { place: former }: LockablePlace,
  { place: target }: LockablePlace,
  step: Moved,
  removals: readonly FormerPlaceRemoval[],
  { state, notebook, nameOf }: MoveParts,
): Promise<void> {
  const copy = step.kind === 'copy' ? step.record : undefined;
  const isLeft = former.key !== target.key;
  const left = isLeft
    ? removals.map((one) => ({ ...notebook.removalOf(copy, former.choice, one.reason), ...one }))
    : [];
  const unwanted = copy ? [notebook.removalOf(copy, target.choice, 'signed-out')] : [];
  // True if the user signed out during the copy; the copy is then removed too.
  const isGivenUp = (): boolean => copy !== undefined && state.content.kind === 'none';
  await notebook.writeMove(target, former, ({ removing, decidedAtMs, leftBehind }): StorageNote => {
    const kept = isGivenUp() ? undefined : step.kind === 'copy' ? step.record : step.found;
    // A pending removal at the new place is over if the copy has overwritten what it names. The removal of a copy is also over,
    // because the copy becomes the profile's record.
    const isOver = ({ store, reason }: Removal): boolean =>
      isSameChoice(store, target.choice) && (copy !== undefined || reason !== 'signed-out');
    const others = removing.filter((removal) => !isOver(removal));
    return {
      hasTokens: kept !== undefined,
      signIn: kept && nameOf(kept),
      decidedAtMs: kept?.decidedAtMs ?? decidedAtMs,
      removing: [...others, ...left, ...(isGivenUp() ? unwanted : [])],
      leftBehind: placesLeftBehind(leftBehind, { former: former.choice, target: target.choice, step }),
    };
  });
}
