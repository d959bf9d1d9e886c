// Moves a profile to another place: noted that a copy may lie there, copied and read back, then noted that it is the profile's. What is still to be
// removed is removed afterwards, as any other removal; so a move that is cut short leaves no copy. The decision is move-step.ts. Used by ProfileStorage.
import type { Removal } from '../ports/profile-index';
import type { AuthTokens } from '../tokens/auth-tokens';
import { takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import type { HeldPlace } from './held-place';
import { isMarkedRecord, type PlaceMarks } from './place-marks';
import { decideLeaving, decideMove, type Leaving, type MoveSituation, type MoveStep } from './move-step';
import type { OneUse } from './one-use';
import { isSameChoice, type Place, type StorageNote } from './place';
import type { PersonRequest } from './person-requests';
import { isRefused, movedOnRefusal } from './refusals';
import type { StorageNotebook } from './storage-notebook';
import type { StorageState } from './storage-state';
import type { Looked } from './storage-step';

/** A move that is not refused. */
type Moved = Exclude<MoveStep, { kind: 'refuse' }>;

/** What a person has said of a move. */
export interface MoveOptions {
  /** See {@link MoveSituation.leavesUnread}; not said, what cannot be read keeps the tokens where they are. */
  readonly leavesUnread?: boolean;
}

export interface MoveParts {
  readonly origin: string;
  readonly state: StorageState;
  readonly notebook: StorageNotebook;
  readonly nameOf: (record: TokenRecord) => string;
  readonly clock: { nowMs(): number };
  readonly marks: PlaceMarks;
  /** Throws when another profile has this pair; absent where there is no other. */
  readonly refuseSecondOwner?: ((tokens: AuthTokens) => void) | undefined;
  /** Knows the refresh tokens that are used up; absent where none can be. */
  readonly oneUse?: Pick<OneUse, 'isSpent'> | undefined;
  readonly request: PersonRequest;
  /** See {@link MoveSituation.leavesUnread}. */
  readonly leavesUnread: MoveSituation['leavesUnread'];
}

/**
 * Both places are held. When it resolves, the index names the new place, and memory is as that is, as far as it is known.
 * @throws AxiomTokenError of the new place or of the index, the refusal of {@link decideMove}, or that another profile has what lies there: then the former
 * place stays in use
 */
export async function movePlace(former: HeldPlace, target: HeldPlace, parts: MoveParts): Promise<void> {
  const { origin, state, notebook, nameOf } = parts;
  const left = await former.look();
  await forgetRemoved(former, left, parts);
  const isUsedUp = left.kind === 'record' && (await parts.oneUse?.isSpent(left.record.tokens.refreshToken)) === true;
  const newer = left.kind === 'record' && state.record && !isUsedUp ? takeNewer(left.record, state.record) : undefined;
  // What is still to be written is later than anything there, and what another profile has is not this one's.
  if (
    newer &&
    !isRefused(parts.refuseSecondOwner, newer.tokens) &&
    state.content.kind === 'record' &&
    state.content.by === 'found'
  )
    state.set({ ...state.content, record: newer });
  await takeSealed(former.place, parts);
  const there = await target.look();
  const { content } = state;
  // Signed out meanwhile, and perhaps in again: that is not what the person wanted to move.
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
  // With its key in the same write, so that the first refresh there can be sealed.
  const journalKey = target.place.journal?.makeKey();
  const savedAtMs = parts.clock.nowMs();
  const copy = step.kind === 'copy' ? { ...(journalKey ? { journalKey } : {}), ...step.record, savedAtMs } : undefined;
  if (copy && former.place.key !== target.place.key)
    await notebook.writeRemoval(notebook.removalOf(copy, target.place.choice, 'copied'));
  if (copy) await target.copyHere(copy);
  if (copy) await parts.marks.takeBack(target.place.key, copy);
  try {
    await noteMove(former, target, step, mayHold(left, step, parts), parts);
  } catch (error) {
    // What lay there before stays: under two names it may be the only copy, and the next try takes it over.
    if (copy && there.kind === 'absent') await target.clear().catch(() => undefined);
    throw error;
  }
  // The removal comes when that can be read, and leaves a mark of its own; other programs must not go on from what they have in memory until then.
  if (copy && left.kind === 'blocked' && former.place.key !== target.place.key)
    await parts.marks.leave(former.place.key, copy, { isMoved: true, atMs: savedAtMs - 1, decidedAtMs: savedAtMs });
  // What was sealed there on the way to the former place is in the new one now, and must not come back after a sign-out.
  if (copy && former.place.key !== target.place.key) await unseal(former.place, copy);
  state.seen(copy);
  state.forgetLook();
  // The journal is another one now; that of the former place is no safety net here.
  state.sealed = undefined;
  if (copy && state.content === content) state.set({ kind: 'record', record: copy, by: 'found' });
  else if (step.kind === 'go' && state.content.kind === 'none') state.set({ kind: 'as-found' });
}

/** While this waited for the place, or it could not be read, another program may have removed the sign-in or moved it away: it is not brought along. */
async function forgetRemoved(
  { place }: HeldPlace,
  left: Looked,
  { state, marks, nameOf, clock }: MoveParts,
): Promise<void> {
  const { content } = state;
  if ((left.kind !== 'absent' && left.kind !== 'blocked') || content.kind !== 'record' || content.by === 'person')
    return;
  const removed = state.presentMarks(await marks.read(place.key));
  const isMarked = isMarkedRecord(removed, content.record, { nameOf, nowMs: clock.nowMs() });
  if (isMarked && state.content === content) state.set({ kind: 'none' }, true);
}

/** Another program has moved the sign-in on, and could not remove it here yet: in a third place, one of the two would soon be used up. */
async function refuseMovedOn({ place }: HeldPlace, left: Looked, parts: MoveParts): Promise<void> {
  const { state, marks, nameOf, clock } = parts;
  const { content } = state;
  if (left.kind !== 'record' || content.kind !== 'record' || content.by === 'person') return;
  const moved = state.presentMarks(await marks.read(place.key)).filter(({ isMoved }) => isMoved);
  const isMarked = isMarkedRecord(moved, left.record, { nameOf, nowMs: clock.nowMs() });
  if (nameOf(left.record) === nameOf(content.record) && isMarked) throw movedOnRefusal();
}

/** What another program could only seal of this sign-in comes along. */
async function takeSealed({ journal }: Place, { state, refuseSecondOwner }: MoveParts): Promise<void> {
  const { content } = state;
  if (content.kind !== 'record') return;
  const newer = await journal?.newerThan(content.record);
  if (!newer || isOtherSignIn(newer, content.record) || isRefused(refuseSecondOwner, newer.tokens)) return;
  if (state.content === content) state.set({ ...content, record: newer });
}

/** A later sign-in that another program could only seal stays: it comes in the place of what was moved. */
async function unseal({ journal }: Place, moved: TokenRecord): Promise<void> {
  const newer = await journal?.newerThan(moved);
  if (!newer || !isOtherSignIn(newer, moved)) await journal?.clear(moved);
}

/** What the place that is left may hold, and is to go from there. What could not be read yet stays there, for who comes back to it. */
function mayHold(former: Looked, step: Moved, { origin, state, notebook, nameOf }: MoveParts): readonly Leaving[] {
  if (step.kind !== 'copy') return [];
  const { content, base } = state;
  const by = content.kind === 'record' ? content.by : 'found';
  const { noted } = notebook;
  return decideLeaving({ copy: step.record, by, former, noted, base, origin, nameOf });
}

/** Notes where the profile is from now on, and what is still to be removed. */
async function noteMove(
  { place: former }: HeldPlace,
  { place: target }: HeldPlace,
  step: Moved,
  leaving: readonly Leaving[],
  { state, notebook, nameOf }: MoveParts,
): Promise<void> {
  const copy = step.kind === 'copy' ? step.record : undefined;
  const isLeft = former.key !== target.key;
  const left = isLeft ? leaving.map((one) => ({ ...notebook.removalOf(copy, former.choice, one.reason), ...one })) : [];
  const unwanted = copy ? [notebook.removalOf(copy, target.choice, 'signed-out')] : [];
  // Signed out while it was being copied: then the copy goes too.
  const isGivenUp = (): boolean => copy !== undefined && state.content.kind === 'none';
  await notebook.writeMove(target, former, ({ removing, decidedAtMs }): StorageNote => {
    const kept = isGivenUp() ? undefined : step.kind === 'copy' ? step.record : step.found;
    // What was to go from there, and could not yet, still goes, unless a copy has been put over it.
    // A copy that was left there is no copy any more where the profile comes back to it.
    const isOver = ({ store, reason }: Removal): boolean =>
      isSameChoice(store, target.choice) && (copy !== undefined || reason !== 'signed-out');
    const others = removing.filter((removal) => !isOver(removal));
    return {
      hasTokens: kept !== undefined,
      signIn: kept && nameOf(kept),
      decidedAtMs: kept?.decidedAtMs ?? decidedAtMs,
      removing: [...others, ...left, ...(isGivenUp() ? unwanted : [])],
    };
  });
}
