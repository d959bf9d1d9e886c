// Carries out the steps that storage-step.ts decides, one at a time. Used by StorageLoop, which continues until nothing can be done.
import type { Unsubscribe } from '../ports/clock';
import type { TokenRecord } from '../tokens/token-record';
import type { LockablePlace } from './lockable-place';
import type { SingleUseTokens } from './single-use-tokens';
import { PlaceMarks, type PlaceMarksParts } from './place-marks';
import { StorageSeals, type StorageSealsParts } from './storage-seals';
import { removedAtMs } from './removal-match';
import { nextStep, type Step } from './storage-step';

/** Longer than another process's refresh takes with all its retries. */
export const LOCK_WAIT_MS = 70_000;

export interface StorageStepsParts extends PlaceMarksParts, StorageSealsParts {
  /** The spent refresh tokens; absent for the demo. */
  readonly singleUse?: SingleUseTokens | undefined;
}

type Pair = Pick<TokenRecord, 'tokens'>;

export class StorageSteps {
  readonly #parts: StorageStepsParts;

  readonly marks: PlaceMarks;
  readonly seals: StorageSeals;

  constructor(parts: StorageStepsParts) {
    this.#parts = parts;
    this.marks = new PlaceMarks(parts);
    this.seals = new StorageSeals(parts, this.marks);
  }

  /** The next step at this place. */
  next(lockable: LockablePlace): Step {
    const { state, notebook, origin, nameOf, clock } = this.#parts;
    const { choice, journal } = lockable.place;
    return nextStep({
      content: state.content,
      observed: state.observed,
      isLocked: lockable.isLockedSinceRead,
      noted: {
        ...notebook.noted,
        hasTokens: notebook.noted.hasTokens && !(state.mayHaveEmptied && state.isUnwritten),
        removing: notebook.removingAt(choice),
        marks: state.marks,
        base: state.base,
        former: state.former,
        first: state.first,
        sealed: state.sealed,
        canSetAside: lockable.place.store.setAside !== undefined,
        canSeal: journal !== undefined && this.seals.hasKey(lockable),
      },
      origin,
      nameOf,
      nowMs: clock.nowMs(),
      isSpent: this.isSpent,
    });
  }

  /**
   * Carries out one step. Locks that it takes are added to `releases`; the caller releases them when nothing more can be done.
   * @throws AxiomTokenError of the store; `TIMEOUT` when another process holds the place
   */
  async take(
    step: Exclude<Step, { kind: 'done' | 'wait' }>,
    lockable: LockablePlace,
    releases: Unsubscribe[],
  ): Promise<void> {
    const { state, notebook } = this.#parts;
    switch (step.kind) {
      case 'read':
        if (step.isLocked && !lockable.isLocked) releases.push(await lockable.lock('write', LOCK_WAIT_MS));
        await this.readPlace(lockable);
        await this.seals.takeSealed(lockable);
        await this.#askWhichIsUsedUp();
        return this.seals.read(lockable, releases);
      case 'write':
        return this.#write(step.record, lockable);
      case 'delete':
        return this.#delete(lockable);
      case 'set-aside':
        await lockable.setAside();
        state.noteContent(undefined);
        // Otherwise, after a crash before the write, the next start would wait for the renamed record instead of using the sealed one.
        notebook.noteSetAside();
        await notebook.write();
        return;
      case 'reload':
        return this.#reload(step.record, step.by, lockable, releases);
      case 'forget':
        state.set({ kind: 'none' }, true);
        return;
      case 'note':
        if (state.isSeenDeleted) await this.marks.completeRemovals(lockable.place.key, state.marks);
        notebook.noteContent(step.record, lockable.place.choice);
        return;
      case 'seal':
        return this.seals.seal(step.record, lockable);
      case 'unseal':
        return this.seals.unseal(lockable);
    }
  }

  /**
   * Reads the profile's place. A record that was marked as removed and is found again was put back, so only later
   * marks count for it.
   */
  async readPlace(lockable: LockablePlace): Promise<void> {
    const { state, nameOf } = this.#parts;
    const { key } = lockable.place;
    const before = state.record ? [] : await this.marks.read(key);
    state.noteRead(await lockable.read());
    const found = state.observed.kind === 'record' ? state.observed.record : undefined;
    if (found && !state.record) state.pastMarks = before.filter(({ signIn }) => signIn === nameOf(found));
    const isUnsure = state.isGone || this.#isOtherThere || (state.observed.kind === 'blocked' && this.isSafe(lockable));
    const marks = state.record && isUnsure ? await this.marks.read(key) : before;
    state.marks = state.presentMarks(marks);
  }

  /** If memory and place have different pairs and it was not seen which came later, looks up whether one of them is spent. */
  async #askWhichIsUsedUp(): Promise<void> {
    const { record, observed, base } = this.#parts.state;
    if (!record || observed.kind !== 'record') return;
    const [ours, found] = [record, observed.record];
    const isSeen = base?.tokens.refreshToken.equals(found.tokens.refreshToken) === true;
    if (isSeen || ours.tokens.refreshToken.equals(found.tokens.refreshToken)) return;
    await this.lookUpSpent(ours, ours.replaced, found, found.replaced);
  }

  /** Looks up the refresh tokens of the pairs, so that {@link isSpent} knows them. */
  async lookUpSpent(...pairs: readonly (Pair | undefined)[]): Promise<void> {
    for (const pair of pairs) if (pair) await this.#parts.singleUse?.isSpent(pair.tokens.refreshToken);
  }

  /** Whether this process knows that the refresh token is spent. */
  readonly isSpent = ({ tokens }: Pair): boolean => this.#parts.singleUse?.isKnown(tokens.refreshToken) ?? false;

  async #write(record: TokenRecord, lockable: LockablePlace): Promise<void> {
    const { state } = this.#parts;
    if (state.content.kind !== 'record') return;
    if (state.content.record !== record) {
      // The record has a new generation, so it is sealed first, in the next step.
      state.set({ ...state.content, record });
      return;
    }
    await lockable.save(record, this.#marking(record, lockable));
    state.wasInterrupted = false;
    state.noteContent(record);
  }

  /** Whether the place or its journal has the record in memory. Only then does a removal mark of another program apply to it. */
  isSafe(lockable: LockablePlace): boolean {
    const { state } = this.#parts;
    return !state.isUnwritten || (this.seals.hasKey(lockable) && !state.isSealMissing);
  }

  /** Whether the place has another sign-in than memory. */
  get #isOtherThere(): boolean {
    const { state, nameOf } = this.#parts;
    const { record, observed } = state;
    return record !== undefined && observed.kind === 'record' && nameOf(observed.record) !== nameOf(record);
  }

  /**
   * Updates the marks after the write: sign-ins that the user has replaced are marked as removed, and a mark of the
   * saved sign-in is removed.
   */
  #marking(record: TokenRecord, { place }: LockablePlace): () => Promise<void> {
    const { state, notebook, nameOf } = this.#parts;
    const { observed, content, marks } = state;
    const isPersons = content.kind === 'record' && content.by === 'person';
    const gone = isPersons && this.#isOtherThere && observed.kind === 'record' ? observed.record : undefined;
    const replaced = [...(gone ? [gone] : []), ...(isPersons ? notebook.neverSavedBeside(record) : [])];
    return async () => {
      if (gone?.signInId !== undefined) state.writtenOver = [...state.writtenOver, gone.signInId];
      for (const one of replaced) await this.marks.addMark(place.key, one, { decidedAtMs: record.decidedAtMs });
      if (marks.some(({ signIn }) => signIn === nameOf(record))) await this.marks.dropMark(place.key, record);
    };
  }

  async #delete(lockable: LockablePlace): Promise<void> {
    const { state, notebook, origin, nameOf, clock } = this.#parts;
    const { place } = lockable;
    const found = state.observed.kind === 'record' ? state.observed.record : undefined;
    const context = { origin, nameOf, nowMs: clock.nowMs() };
    // First the journal, so that the tokens are not recovered from it.
    await this.seals.clear(found, lockable);
    const decidedAtMs = found && removedAtMs(found, notebook.removingAt(place.choice), context);
    await this.marks.whileRemoving(place, found ? [[found, { decidedAtMs }]] : [], () => lockable.clear());
    state.noteContent(undefined);
  }

  /** Takes the found record into memory, or a newer one from the journal. */
  async #reload(
    found: TokenRecord,
    by: 'found' | 'server',
    lockable: LockablePlace,
    releases: Unsubscribe[],
  ): Promise<void> {
    const { state } = this.#parts;
    const before = state.content;
    const isKnown = before.kind === 'record' || found === state.sealed;
    const newer = isKnown ? undefined : await this.seals.recover(found, lockable, releases);
    // Not if the user has decided something else meanwhile.
    if (state.content !== before) return;
    const { tokens } = newer ?? found;
    // Another profile may have taken the same pair while this step waited.
    if (!state.record?.tokens.refreshToken.equals(tokens.refreshToken)) this.seals.refuseSecondOwner(tokens);
    if (state.observed.kind === 'record') state.replacedBy(state.observed.record);
    state.set({ kind: 'record', record: newer ?? found, by: newer ? 'server' : by });
  }
}
