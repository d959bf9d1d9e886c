// Goes from step to step at a profile's place until nothing can be done now, and comes back later to what is left. Used by ProfileStorage.
import { AxiomTokenError } from '../base/errors';
import type { Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import { deriveStorageFacet, type StorageFacet } from '../status/state-facets';
import { isSameTokens } from '../tokens/auth-tokens';
import { isConflict } from '../tokens/found-record';
import type { FormerPlaces } from './former-places';
import type { HeldPlace } from './held-place';
import { stillToBeRemoved } from './refusals';
import type { StorageNotebook } from './storage-notebook';
import type { StorageState } from './storage-state';
import type { StorageSteps } from './storage-steps';
import { StorageTrouble, type StorageTroubleOptions } from './storage-trouble';

export interface StorageLoopParts extends StorageTroubleOptions {
  readonly state: StorageState;
  readonly notebook: StorageNotebook;
  readonly steps: StorageSteps;
  readonly formerPlaces: FormerPlaces;
  /** Where the profile's tokens are kept now. */
  readonly held: () => HeldPlace;
  /** Called when it is time to try again; it comes back through {@link StorageLoop.lookAnew}. */
  readonly retry: () => void;
  /** Something that is shown may have changed. */
  readonly changed: () => void;
  readonly logger: Logger;
}

/** Far more than any way to an end takes: an error in the decision must not stop the whole program. */
const MOST_STEPS = 100;
/** How often a removal elsewhere may make the place be looked at once more, for the same reason. */
const MOST_ROUNDS = 20;

/** What the window says of a place beside facet and failure, and what it offers there. */
export type StorageView = Pick<
  StorageLoop,
  | 'isEmptied'
  | 'isSettling'
  | 'isOpenToOthers'
  | 'makePrivate'
  | 'mayHoldTokens'
  | 'holdsUnread'
  | 'isRestDeleted'
  | 'mayBeLaterElsewhere'
>;

export class StorageLoop {
  readonly #parts: StorageLoopParts;
  readonly #trouble: StorageTrouble;
  #isLoading = true;

  constructor(parts: StorageLoopParts) {
    this.#parts = parts;
    this.#trouble = new StorageTrouble(parts);
  }

  /** Why the place is not as it should be; `undefined` when it is. */
  get placeFailure(): AxiomTokenError | undefined {
    return this.#trouble.failure;
  }

  /** As {@link placeFailure}, or what could not be noted, or removed elsewhere. */
  get failure(): AxiomTokenError | undefined {
    const { notebook, formerPlaces } = this.#parts;
    return this.#removalFailure ?? this.#trouble.failure ?? notebook.failure ?? formerPlaces.failure;
  }

  /** What is wrong with a place from which a person's sign-in is still to go: those tokens are not "untouched", they are in the way. */
  get #removalFailure(): AxiomTokenError | undefined {
    const { state, notebook, held } = this.#parts;
    const { failure } = this.#trouble;
    const { choice, store } = held().place;
    const removal = state.record ? undefined : notebook.removingAt(choice).at(-1);
    const isOwn = failure && removal && !isConflict(failure) && failure.code !== 'STORAGE_CORRUPT';
    return isOwn ? stillToBeRemoved(failure, removal, store.place) : undefined;
  }

  /** Whether another program has emptied the place: what is in memory is to be saved again, or given up, by a person. */
  get isEmptied(): boolean {
    const { state } = this.#parts;
    return state.record !== undefined && state.isGone && this.#trouble.failure !== undefined;
  }

  /** Whether the place looks damaged, but may only be half-written: it is read again for some seconds before anybody is told. */
  get isSettling(): boolean {
    return this.#trouble.isSettling;
  }

  /** See {@link HeldPlace.isOpenToOthers}. */
  get isOpenToOthers(): boolean {
    return this.#parts.held().isOpenToOthers;
  }

  /** Whether tokens may lie at a place of this profile, as far as this run knows: the list may lag behind. */
  get mayHoldTokens(): boolean {
    const { hasTokens, removing } = this.#parts.notebook.noted;
    return hasTokens || removing.length > 0;
  }

  /** Whether a sign-in is noted at the place that could not be read there since the start: it is not known to be gone. */
  get holdsUnread(): boolean {
    const { state, notebook } = this.#parts;
    const { failure } = this.#trouble;
    const isUnread = failure !== undefined && !failure.isDeleted && !isConflict(failure);
    return state.content.kind === 'as-found' && notebook.noted.hasTokens && isUnread;
  }

  /** Whether all that is still to be removed was the file here, and others have deleted it: it is waited for only in case that it is put back. */
  get isRestDeleted(): boolean {
    const { state, notebook, held } = this.#parts;
    const isDeleted = state.isSeenDeleted && !state.record;
    return isDeleted && !notebook.noted.hasTokens && notebook.removingElsewhere(held().place.choice).length === 0;
  }

  /** See {@link StorageNotebook.isToBeFetched}. */
  get mayBeLaterElsewhere(): boolean {
    const { state, notebook } = this.#parts;
    return state.record !== undefined && notebook.isToBeFetched(state.record);
  }

  /** Whether memory holds tokens that the place does not have, also while they are being written. */
  get hasUnsavedTokens(): boolean {
    const { state } = this.#parts;
    return state.isUnwritten || this.isEmptied;
  }

  get facet(): StorageFacet {
    const { isSettling } = this;
    const failure = isSettling ? undefined : this.#trouble.failure?.code;
    return deriveStorageFacet({
      isLoading: this.#isLoading || (isSettling && this.#parts.state.record === undefined),
      isUnsaved: this.hasUnsavedTokens && this.#trouble.isShown,
      ...(failure === undefined ? {} : { lastFailure: failure }),
    });
  }

  /** As {@link advance}, after a fresh look at the place. */
  async lookAnew(): Promise<void> {
    this.#parts.state.forgetLook();
    await this.advance();
  }

  /** Takes steps until nothing can be done now. Never throws: what failed is tried again later. One call at a time. */
  async advance(): Promise<void> {
    const { state, notebook, steps, formerPlaces, held, changed } = this.#parts;
    const { kind } = state.observed;
    // A place that could not be read may answer by now.
    if (kind === 'blocked' || kind === 'damaged') state.forgetLook();
    if (this.#isBringing) this.#trouble.beginWrite(changed);
    const releases: Unsubscribe[] = [];
    notebook.noteTimesAhead();
    try {
      await notebook.write();
      if (state.isSealMissing) await this.#sealAgain();
      for (let round = 0; round < MOST_ROUNDS; round++) {
        await this.#takeSteps(releases);
        // Of two locks the first is given back before the other is asked for.
        for (const release of releases.splice(0)) release();
        if (!(await formerPlaces.removeAll(held()))) break;
      }
      const isMarked = await steps.marks.writeRest();
      const isNoted = (await notebook.write()) && isMarked;
      // What is to go and cannot be seen may come back.
      const isWaitedFor = notebook.removingAt(held().place.choice).length > 0 && !this.#trouble.failure;
      const isLeftOver = formerPlaces.failure !== undefined || formerPlaces.isUnsure;
      if (!isNoted || isLeftOver || isWaitedFor) this.#trouble.retryLater(this.#parts.retry);
      else if (!this.#trouble.failure) this.#trouble.end();
    } catch (error) {
      state.forgetLook();
      this.#fail(error);
    } finally {
      for (const release of releases) release();
      this.#trouble.endWrite();
    }
    this.#isLoading = false;
    changed();
  }

  /**
   * Looks anew at a place that is held, and at its journal; true when there was something newer.
   * @throws AxiomTokenError why the place could not be read, or holds what is not this account's
   */
  async reload(): Promise<boolean> {
    const { state, steps, held } = this.#parts;
    const { record: before, decisions } = state;
    // What memory has more than the place is later than anything there.
    if (state.isUnwritten) return steps.seals.takeSealed(held());
    await this.lookAnew();
    const present = state.record;
    if (!present || decisions !== state.decisions) return false;
    const newer = await steps.seals.recoverHeld(present, held());
    if (decisions !== state.decisions) return false;
    if (newer) {
      steps.seals.refuseSecondOwner(newer.tokens);
      state.set({ kind: 'record', record: newer, by: 'server' });
      await this.advance();
      return true;
    }
    if (this.#trouble.failure) throw this.#trouble.failure;
    return before !== undefined && !isSameTokens(present.tokens, before.tokens);
  }

  /** See {@link HeldPlace.makePrivate}. */
  async makePrivate(): Promise<void> {
    await this.#parts.held().makePrivate();
    this.#parts.changed();
  }

  /** The place is another one: what was wrong with the former says nothing of it. */
  endTrouble(): void {
    this.#trouble.end();
  }

  dispose(): void {
    this.#trouble.dispose();
  }

  /** The disk may have space by now. What another program has sealed since, going on from the same, is not covered. */
  async #sealAgain(): Promise<void> {
    const { state, steps, held } = this.#parts;
    const { record } = state;
    if (!record || !state.isUnwritten || (await held().place.journal?.newerThan(record))) return;
    if (state.record === record) await steps.seals.seal(record, held());
  }

  async #takeSteps(releases: Unsubscribe[]): Promise<void> {
    const { steps, held } = this.#parts;
    for (let taken = 0; taken < MOST_STEPS; taken++) {
      const step = steps.next(held());
      if (step.kind === 'done') return this.#trouble.endFailure();
      if (step.kind === 'wait') return this.#fail(step.failure);
      await steps.take(step, held(), releases);
    }
    throw new AxiomTokenError('INTERNAL');
  }

  /** Whether something is on its way to the place. */
  get #isBringing(): boolean {
    return this.hasUnsavedTokens || this.#parts.notebook.noted.removing.length > 0;
  }

  #fail(error: unknown): void {
    const { state, held, logger, retry } = this.#parts;
    const message = this.#isBringing ? 'the tokens could not be saved' : 'the saved tokens could not be read';
    const before = this.#trouble.failure?.code;
    const { choice, store } = held().place;
    this.#trouble.add(error, retry, choice.kind === 'file' && !state.isUnwritten);
    // Once, not at every try.
    if (this.#trouble.failure?.code !== before) logger.error(message, error, { store: store.kind });
  }
}
