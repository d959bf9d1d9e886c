// Takes step after step at a profile's place until nothing can be done now, and retries the rest later. Used by ProfileStorage.
import { AxiomTokenError } from '../base/errors';
import type { Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import { deriveStorageFacet, type StorageFacet } from '../status/state-facets';
import { isSameTokens } from '../tokens/auth-tokens';
import { isConflict } from '../tokens/found-record';
import type { FormerPlaces } from './former-places';
import type { LockablePlace } from './lockable-place';
import { stillToBeRemoved } from './refusals';
import type { StorageNotebook } from './storage-notebook';
import type { StorageState } from './storage-state';
import type { StorageSteps } from './storage-steps';
import { StorageRetryState, type StorageRetryStateOptions } from './storage-retry-state';

export interface StorageLoopParts extends StorageRetryStateOptions {
  readonly state: StorageState;
  readonly notebook: StorageNotebook;
  readonly steps: StorageSteps;
  readonly formerPlaces: FormerPlaces;
  /** The present place of the profile's tokens. */
  readonly lockable: () => LockablePlace;
  /** Called when it is time to try again; it must lead to {@link StorageLoop.readAgain}. */
  readonly retry: () => void;
  /** Called when something that is shown may have changed. */
  readonly changed: () => void;
  readonly logger: Logger;
}

/** Far more steps than ever needed: an error in the decision must not become an endless loop. */
const MOST_STEPS = 100;
/** How often a removal elsewhere may cause another read of the place, for the same reason. */
const MOST_ROUNDS = 20;

/** What the window shows and offers for a place, besides facet and failure. */
export type StorageView = Pick<
  StorageLoop,
  | 'isEmptied'
  | 'isSettling'
  | 'isOpenToOthers'
  | 'makePrivate'
  | 'mayHoldTokens'
  | 'holdsUnread'
  | 'leftBehind'
  | 'isSafe'
  | 'isRestDeleted'
  | 'mayBeLaterElsewhere'
>;

export class StorageLoop {
  readonly #parts: StorageLoopParts;
  readonly #retryState: StorageRetryState;
  #isLoading = true;

  constructor(parts: StorageLoopParts) {
    this.#parts = parts;
    this.#retryState = new StorageRetryState(parts);
  }

  /** Why the place does not have the decided content; `undefined` when it has. */
  get placeFailure(): AxiomTokenError | undefined {
    return this.#retryState.failure;
  }

  /** As {@link placeFailure}, or why the index could not be written or a removal elsewhere failed. */
  get failure(): AxiomTokenError | undefined {
    const { notebook, formerPlaces } = this.#parts;
    return this.#removalFailure ?? this.#retryState.failure ?? notebook.failure ?? formerPlaces.failure;
  }

  /**
   * The failure of a pending removal at the present place. It has its own message, because "your tokens are
   * untouched" would be wrong here.
   */
  get #removalFailure(): AxiomTokenError | undefined {
    const { state, notebook, lockable } = this.#parts;
    const { failure } = this.#retryState;
    const { choice, store } = lockable().place;
    const removal = state.record ? undefined : notebook.removingAt(choice).at(-1);
    const isOwn = failure && removal && !isConflict(failure) && failure.code !== 'STORAGE_CORRUPT';
    return isOwn ? stillToBeRemoved(failure, removal, store.place) : undefined;
  }

  /**
   * Whether another program has removed the tokens from the place. The user decides whether those in memory are saved
   * again or removed.
   */
  get isEmptied(): boolean {
    const { state } = this.#parts;
    return state.record !== undefined && state.isGone && this.#retryState.failure !== undefined;
  }

  /** Whether the place looks damaged but may only be half-written. It is read again for some seconds before that is shown. */
  get isSettling(): boolean {
    return this.#retryState.isSettling;
  }

  /** See {@link LockablePlace.isOpenToOthers}. */
  get isOpenToOthers(): boolean {
    return this.#parts.lockable().isOpenToOthers;
  }

  /** Whether there may be tokens at a place of this profile. Newer than the index, which may not be written yet. */
  get mayHoldTokens(): boolean {
    const { hasTokens, removing } = this.#parts.notebook.noted;
    return hasTokens || removing.length > 0;
  }

  /**
   * Whether the tokens in memory survive the end of this process: their place has them, or they are sealed beside it.
   */
  get isSafe(): boolean {
    return this.#parts.steps.isSafe(this.#parts.lockable());
  }

  /** Former places at which tokens may remain: the user left them there, because they could not be read. No removal reaches them. */
  get leftBehind(): NonNullable<StorageNotebook['noted']['leftBehind']> {
    return this.#parts.notebook.noted.leftBehind ?? [];
  }

  /** Whether, by the notes, the place has a sign-in that could not be read since the start and may still be there. */
  get holdsUnread(): boolean {
    const { state, notebook } = this.#parts;
    const { failure } = this.#retryState;
    const isUnread = failure !== undefined && !failure.isDeleted && !isConflict(failure);
    return state.content.kind === 'as-found' && notebook.noted.hasTokens && isUnread;
  }

  /** Whether the only pending removal is of the file here, which was deleted by the user or another program. It stays pending only in case the file is put back. */
  get isRestDeleted(): boolean {
    const { state, notebook, lockable } = this.#parts;
    const isDeleted = state.isSeenDeleted && !state.record;
    return isDeleted && !notebook.noted.hasTokens && notebook.removingElsewhere(lockable().place.choice).length === 0;
  }

  /** See {@link StorageNotebook.isToBeFetched}. */
  get mayBeLaterElsewhere(): boolean {
    const { state, notebook } = this.#parts;
    return state.record !== undefined && notebook.isToBeFetched(state.record);
  }

  /** Whether memory has tokens that the place does not have, also while they are being written. */
  get hasUnsavedTokens(): boolean {
    const { state } = this.#parts;
    return state.isUnwritten || this.isEmptied;
  }

  get facet(): StorageFacet {
    const { isSettling } = this;
    const failure = isSettling ? undefined : this.#retryState.failure?.code;
    return deriveStorageFacet({
      isLoading: this.#isLoading || (isSettling && this.#parts.state.record === undefined),
      isUnsaved: this.hasUnsavedTokens && this.#retryState.isShown,
      ...(failure === undefined ? {} : { lastFailure: failure }),
    });
  }

  /** As {@link advance}, but reads the place again first. */
  async readAgain(): Promise<void> {
    this.#parts.state.forgetRead();
    await this.advance();
  }

  /** Takes steps until nothing can be done now. Never throws: what failed is retried later. Do not call it while it runs. */
  async advance(): Promise<void> {
    const { state, notebook, steps, formerPlaces, lockable, changed } = this.#parts;
    const { kind } = state.observed;
    // A place that could not be read may answer by now.
    if (kind === 'blocked' || kind === 'damaged') state.forgetRead();
    if (this.#isBringing) this.#retryState.beginWrite(changed);
    const releases: Unsubscribe[] = [];
    notebook.noteTimesAhead();
    try {
      await notebook.write();
      if (state.isSealMissing) await this.#sealAgain();
      for (let round = 0; round < MOST_ROUNDS; round++) {
        await this.#takeSteps(releases);
        // The first lock is released before the lock of another place is requested.
        for (const release of releases.splice(0)) release();
        if (!(await formerPlaces.removeAll(lockable()))) break;
      }
      const isMarked = await steps.marks.writeRest();
      const isNoted = (await notebook.write()) && isMarked;
      // A record that is to be removed and was not found may reappear.
      const isWaitedFor = notebook.removingAt(lockable().place.choice).length > 0 && !this.#retryState.failure;
      const isLeftOver = formerPlaces.failure !== undefined || formerPlaces.isUnsure;
      if (!isNoted || isLeftOver || isWaitedFor) this.#retryState.retryLater(this.#parts.retry);
      else if (!this.#retryState.failure) this.#retryState.end();
    } catch (error) {
      state.forgetRead();
      this.#fail(error);
    } finally {
      for (const release of releases) release();
      this.#retryState.endWrite();
    }
    this.#isLoading = false;
    changed();
  }

  /**
   * Reads the place and its journal again, with the place locked; true when there was something newer.
   * @throws AxiomTokenError why the place could not be read, or that it has tokens of another account
   */
  async reload(): Promise<boolean> {
    const { state, steps, lockable } = this.#parts;
    const { record: before, decisions } = state;
    // Tokens in memory that are not written yet are later than anything at the place; only the journal may have newer ones.
    if (state.isUnwritten) return steps.seals.takeSealed(lockable());
    await this.readAgain();
    const present = state.record;
    if (!present || decisions !== state.decisions) return false;
    const newer = await steps.seals.recoverLocked(present, lockable());
    if (decisions !== state.decisions) return false;
    if (newer) {
      steps.seals.refuseSecondOwner(newer.tokens);
      state.set({ kind: 'record', record: newer, by: 'server' });
      await this.advance();
      return true;
    }
    if (this.#retryState.failure) throw this.#retryState.failure;
    return before !== undefined && !isSameTokens(present.tokens, before.tokens);
  }

  /** See {@link LockablePlace.makePrivate}. */
  async makePrivate(): Promise<void> {
    await this.#parts.lockable().makePrivate();
    this.#parts.changed();
  }

  /** Call it after a move: forgets the failure of the former place. */
  clearFailure(): void {
    this.#retryState.end();
  }

  dispose(): void {
    this.#retryState.dispose();
  }

  /** Tries again to seal, because the disk may have space by now. A newer record that another program has sealed since is not overwritten. */
  async #sealAgain(): Promise<void> {
    const { state, steps, lockable } = this.#parts;
    const { record } = state;
    if (!record || !state.isUnwritten || (await lockable().place.journal?.newerThan(record))) return;
    if (state.record === record) await steps.seals.seal(record, lockable());
  }

  async #takeSteps(releases: Unsubscribe[]): Promise<void> {
    const { steps, lockable } = this.#parts;
    for (let taken = 0; taken < MOST_STEPS; taken++) {
      const step = steps.next(lockable());
      if (step.kind === 'done') return this.#retryState.endFailure();
      if (step.kind === 'wait') return this.#fail(step.failure);
      await steps.take(step, lockable(), releases);
    }
    throw new AxiomTokenError('INTERNAL');
  }

  /** Whether a write or removal is pending. */
  get #isBringing(): boolean {
    return this.hasUnsavedTokens || this.#parts.notebook.noted.removing.length > 0;
  }

  #fail(error: unknown): void {
    const { state, lockable, logger, retry } = this.#parts;
    const message = this.#isBringing ? 'the tokens could not be saved' : 'the saved tokens could not be read';
    const before = this.#retryState.failure?.code;
    const { choice, store } = lockable().place;
    this.#retryState.add(error, retry, choice.kind === 'file' && !state.isUnwritten);
    // Logged once, not at every retry.
    if (this.#retryState.failure?.code !== before) logger.error(message, error, { store: store.kind });
  }
}
