// Carries out removals at the places that a profile used before (former places). former-step.ts decides each step. Used by ProfileStorage.
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Clock } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { Logger } from '../ports/logger';
import type { Removal } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';
import type { TokenRecord } from '../tokens/token-record';
import { type FormerSituation, nextFormerStep } from './former-step';
import type { LockablePlace } from './lockable-place';
import { lockBoth } from './lock-both';
import type { PlaceInUse } from './moved-copy';
import { isSameChoice, type Place } from './place';
import { type RecordRemoval, isMarkedRemoval } from './place-marks';
import { stillSealed, stillToBeRemoved } from './refusals';
import { isToBeRemoved } from './removal-match';
import type { ReadResult } from './storage-step';
import type { StorageNotebook } from './storage-notebook';
import type { StorageState } from './storage-state';
import { LOCK_WAIT_MS, type StorageSteps } from './storage-steps';

export interface FormerPlacesParts {
  readonly origin: string;
  readonly state: StorageState;
  readonly notebook: StorageNotebook;
  readonly steps: StorageSteps;
  readonly nameOf: (record: TokenRecord) => string;
  /** Opens a former place; absent for a profile that cannot move. */
  readonly openPlace: ((choice: StoreChoice) => Place) | undefined;
  readonly lockableOf: (place: Place) => LockablePlace;
  readonly crypto: Pick<Crypto, 'sha256'>;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  readonly logger: Logger;
}

/** A program that deletes its file in order to write it again has done so within this time. */
const REWRITTEN_MS = 5_000;
/** Short, because another program may hold one lock and wait for the other. It is tried again later. */
const BOTH_WAIT_MS = 2_000;

function toBusy(error: unknown): undefined {
  if (toAxiomTokenError(error).code !== 'TIMEOUT') throw error;
}

export class FormerPlaces {
  readonly #parts: FormerPlacesParts;
  #failure: AxiomTokenError | undefined;
  #isUnsure = false;
  /** Places whose file was found deleted at the last read, and since when, by the monotonic clock. */
  readonly #deletedSinceMs = new Map<string, number>();

  constructor(parts: FormerPlacesParts) {
    this.#parts = parts;
  }

  /** Why the last removal failed; `undefined` when none failed or none was tried. */
  get failure(): AxiomTokenError | undefined {
    return this.#failure;
  }

  /** Whether a removal must be tried again soon without being shown as a failure, for example because a missing file may reappear at once. */
  get isUnsure(): boolean {
    return this.#isUnsure;
  }

  /**
   * Continues all pending removals at other places. Resolves to true when `inUse`, the profile's present place, must
   * be read again.
   */
  removeAll(inUse: LockablePlace): Promise<boolean> {
    return this.#continueEach(this.#parts.notebook.removingElsewhere(inUse.place.choice), inUse);
  }

  /**
   * Continues the removals at the place that the profile has just left, while both places are still locked. So
   * another program that waits to move tokens from there does not find what is being removed. Never throws: {@link
   * removeAll} retries failed removals and reports them.
   */
  async removeAtLeftPlace({ place }: LockablePlace, inUse: LockablePlace): Promise<void> {
    if (!isSameChoice(place.choice, inUse.place.choice))
      await this.#continueEach(this.#parts.notebook.removingAt(place.choice), inUse);
  }

  async #continueEach(removing: readonly Removal[], inUse: LockablePlace): Promise<boolean> {
    const { openPlace, logger } = this.#parts;
    this.#failure = undefined;
    this.#isUnsure = false;
    let isChanged = false;
    for (const removal of openPlace ? removing : []) {
      try {
        isChanged = (await this.#remove(removal, inUse)) || isChanged;
      } catch (error) {
        logger.error('a former copy of the tokens could not be removed', error, { store: removal.store.kind });
        this.#failure = stillToBeRemoved(toAxiomTokenError(error), removal, openPlace?.(removal.store).store.place);
      }
    }
    return isChanged;
  }

  async #remove(removal: Removal, inUse: LockablePlace): Promise<boolean> {
    const { openPlace, lockableOf, steps, crypto } = this.#parts;
    const place = openPlace?.(removal.store);
    if (!place) return false;
    const lockable = lockableOf(place);
    const outcome = await lockable.whileLocked('write', LOCK_WAIT_MS, () => this.#removeLocked(removal, lockable));
    if (outcome !== 'ask') return outcome;
    // Both places are locked: if two programs moved one sign-in in opposite directions, each could otherwise rely on
    // the copy that the other one removes.
    const release = await lockBoth([lockable, inUse], crypto, BOTH_WAIT_MS).catch(toBusy);
    this.#isUnsure ||= !release;
    if (!release) return false;
    try {
      await steps.readPlace(inUse);
      const marks = await steps.marks.read(inUse.place.key);
      return (await this.#removeLocked(removal, lockable, { observed: this.#parts.state.observed, marks })) === true;
    } finally {
      release();
    }
  }

  /** `unread` when the present place was not read yet and, by the index, has tokens. */
  get #present(): FormerSituation['present'] {
    const { state, notebook } = this.#parts;
    return state.content.kind === 'as-found' && notebook.noted.hasTokens ? 'unread' : state.record;
  }

  async #removeLocked(removal: Removal, lockable: LockablePlace, inUse?: PlaceInUse): Promise<boolean | 'ask'> {
    const { origin, state, notebook, steps, nameOf, clock } = this.#parts;
    const { place } = lockable;
    const observed = await this.#read(lockable, removal);
    if (!observed) {
      this.#isUnsure = true;
      return false;
    }
    const stored = observed.kind === 'record' ? observed.record : undefined;
    const sealed = await place.journal?.open(stored);
    await steps.lookUpSpent(stored, sealed);
    // Read only now: nothing is awaited between this and the decision.
    const present = this.#present;
    const context = { origin, nameOf, nowMs: clock.nowMs() };
    const { isUnwritten, former, first } = state;
    const seen = { former, first, isSpent: steps.isSpent, inUse };
    const sinceMs = removal.sinceMs || undefined;
    const step = nextFormerStep({ removal, observed, sealed, present, isUnwritten, ...seen, ...context });
    switch (step.kind) {
      case 'wait':
        throw step.failure;
      case 'ask':
        return 'ask';
      case 'keep':
        notebook.noteRemoved(removal);
        return false;
      case 'reload':
        steps.seals.refuseSecondOwner(step.record.tokens);
        state.set({ kind: 'record', record: step.record, by: 'server' });
        return true;
      case 'over':
        // An interrupted copy has no record yet, but may have left a part of one.
        if (removal.reason === 'copied' && observed.kind === 'absent') await lockable.clear();
        await this.#unseal(place, removal);
        notebook.noteRemoved(removal);
        return false;
      case 'replace':
        // The mark is left only after the save: if that fails, the old record is still there and must not be marked as removed.
        await lockable.save(step.by, () => steps.marks.addMark(place.key, step.record, { decidedAtMs: sinceMs }));
        notebook.noteRemoved(removal);
        return false;
      case 'delete':
        await place.journal?.clear(step.record);
        await steps.marks.whileRemoving(place, this.#removalsWith(removal, step.record, step.isMoved), () =>
          lockable.clear(),
        );
        notebook.noteRemoved(removal);
        // Both may be one place under two names. So the present place is read again, and the tokens are written again
        // if they are missing there.
        state.mayHaveEmptied = true;
        if (state.content.kind === 'record' && state.content.by === 'found')
          state.set({ ...state.content, by: 'server' });
        state.forgetRead();
        return true;
    }
  }

  /** The marks for a removal: of the record, and of all other pending removals at that place, which cannot be there any more either. */
  #removalsWith({ store, sinceMs }: Removal, record: TokenRecord, isMoved: boolean): readonly RecordRemoval[] {
    const { notebook, nameOf } = this.#parts;
    const others = notebook.removingAt(store).flatMap((other): readonly RecordRemoval[] => {
      if (other.signIn === undefined || other.signIn === nameOf(record)) return [];
      const details = { decidedAtMs: other.sinceMs || undefined, isMoved: other.reason === 'moved' };
      return [[{ ...record, signInId: other.signIn }, details]];
    });
    return [...others, [record, { decidedAtMs: sinceMs || undefined, isMoved }]];
  }

  /**
   * Also removes the sealed record in the journal of that place: otherwise it would be used again when the profile
   * moves back to that place.
   */
  async #unseal({ journal }: Place, removal: Removal): Promise<void> {
    const { origin, nameOf, clock } = this.#parts;
    const sealed = await journal?.open(undefined);
    if (!journal || !sealed || !isToBeRemoved(sealed, removal, { origin, nameOf, nowMs: clock.nowMs() })) return;
    if (!(await journal.clear(sealed))) throw stillSealed();
  }

  /**
   * Reads the place. Missing tokens count as removed only if their file was deleted, a mark says that they were
   * removed, or they may never have been written. `undefined`: the file is missing, but another program may be
   * replacing it just now.
   */
  async #read(lockable: LockablePlace, removal: Removal): Promise<ReadResult | undefined> {
    const { steps, clock } = this.#parts;
    const { key } = lockable.place;
    const observed = await lockable.read();
    const isDeleted = observed.kind === 'blocked' && observed.failure.isDeleted;
    const sinceMs = isDeleted ? (this.#deletedSinceMs.get(key) ?? clock.monotonicMs()) : undefined;
    if (sinceMs === undefined) this.#deletedSinceMs.delete(key);
    else this.#deletedSinceMs.set(key, sinceMs);
    if (observed.kind !== 'blocked' || !observed.isMissing) return observed;
    if (removal.reason === 'copied') return { kind: 'absent' };
    const marks = await steps.marks.read(key);
    if (isMarkedRemoval(marks, removal, isDeleted)) {
      if (isDeleted) await steps.marks.completeRemovals(key, marks);
      return { kind: 'absent' };
    }
    if (sinceMs === undefined) return observed;
    return clock.monotonicMs() - sinceMs >= REWRITTEN_MS ? { kind: 'absent' } : undefined;
  }
}
