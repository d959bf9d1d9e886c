// Takes the steps that storage-step.ts decides: thin, one at a time. Used by ProfileStorage, which holds the place and goes on until nothing can be done.
import type { Unsubscribe } from '../ports/clock';
import type { TokenRecord } from '../tokens/token-record';
import type { HeldPlace } from './held-place';
import type { OneUse } from './one-use';
import { PlaceMarks, type PlaceMarksParts } from './place-marks';
import { StorageSeals, type StorageSealsParts } from './storage-seals';
import { removedAtMs } from './removal-meaning';
import { nextStep, type Step } from './storage-step';

/** Longer than another process's refresh takes with all its retries. */
export const LOCK_WAIT_MS = 70_000;

export interface StorageStepsParts extends PlaceMarksParts, StorageSealsParts {
  /** Knows the refresh tokens that are used up; absent where none can be. */
  readonly oneUse?: OneUse | undefined;
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

  /** What is to be done next at this place. */
  next(held: HeldPlace): Step {
    const { state, notebook, origin, nameOf, clock } = this.#parts;
    const { choice, journal } = held.place;
    return nextStep({
      content: state.content,
      observed: state.observed,
      isHeld: held.isHeldSinceLook,
      noted: {
        ...notebook.noted,
        hasTokens: notebook.noted.hasTokens && !(state.mayHaveEmptied && state.isUnwritten),
        removing: notebook.removingAt(choice),
        marks: state.marks,
        base: state.base,
        former: state.former,
        first: state.first,
        sealed: state.sealed,
        canSetAside: held.place.store.setAside !== undefined,
        canSeal: journal !== undefined && this.seals.hasKey(held),
      },
      origin,
      nameOf,
      nowMs: clock.nowMs(),
      isUsedUp: this.isUsedUp,
    });
  }

  /**
   * Takes one step. Locks that it needs are put into `releases`, for its caller to release when nothing more can be done.
   * @throws AxiomTokenError of the store; `TIMEOUT` when another process holds the place
   */
  async take(step: Exclude<Step, { kind: 'done' | 'wait' }>, held: HeldPlace, releases: Unsubscribe[]): Promise<void> {
    const { state, notebook } = this.#parts;
    switch (step.kind) {
      case 'read':
        if (step.isHeld && !held.isHeld) releases.push(await held.hold('write', LOCK_WAIT_MS));
        await this.look(held);
        await this.seals.takeSealed(held);
        await this.#askWhichIsUsedUp();
        return this.seals.read(held, releases);
      case 'write':
        return this.#write(step.record, held);
      case 'delete':
        return this.#delete(held);
      case 'set-aside':
        await held.setAside();
        state.seen(undefined);
        // Else a start that comes before the write would wait for it, and not go on from what is sealed.
        notebook.noteSetAside();
        await notebook.write();
        return;
      case 'reload':
        return this.#reload(step.record, step.by, held, releases);
      case 'forget':
        state.set({ kind: 'none' }, true);
        return;
      case 'note':
        if (state.isSeenDeleted) await this.marks.endGoing(held.place.key, state.marks);
        notebook.noteHeld(step.record, held.place.choice);
        return;
      case 'seal':
        return this.seals.seal(step.record, held);
      case 'unseal':
        return this.seals.unseal(held);
    }
  }

  /** Looks at the profile's place. What is found although it was marked before has been put back: of that only a later mark says anything. */
  async look(held: HeldPlace): Promise<void> {
    const { state, nameOf } = this.#parts;
    const { key } = held.place;
    const before = state.record ? [] : await this.marks.read(key);
    state.looked(await held.look());
    const found = state.observed.kind === 'record' ? state.observed.record : undefined;
    if (found && !state.record) state.pastMarks = before.filter(({ signIn }) => signIn === nameOf(found));
    const isUnsure = state.isGone || this.#isOtherThere || (state.observed.kind === 'blocked' && this.#isSafe(held));
    const marks = state.record && isUnsure ? await this.marks.read(key) : before;
    state.marks = state.presentMarks(marks);
  }

  /** Of two pairs of which this run did not see the one come after the other, one may have been exchanged for the other. */
  async #askWhichIsUsedUp(): Promise<void> {
    const { record, observed, base } = this.#parts.state;
    if (!record || observed.kind !== 'record') return;
    const [ours, found] = [record, observed.record];
    const isSeen = base?.tokens.refreshToken.equals(found.tokens.refreshToken) === true;
    if (isSeen || ours.tokens.refreshToken.equals(found.tokens.refreshToken)) return;
    await this.askIfUsedUp(ours, ours.replaced, found, found.replaced);
  }

  /** This run knows then of each whether its refresh token is used up: see {@link isUsedUp}. */
  async askIfUsedUp(...pairs: readonly (Pair | undefined)[]): Promise<void> {
    for (const pair of pairs) if (pair) await this.#parts.oneUse?.isSpent(pair.tokens.refreshToken);
  }

  /** Whether this run knows that the refresh token is used up. */
  readonly isUsedUp = ({ tokens }: Pair): boolean => this.#parts.oneUse?.isKnown(tokens.refreshToken) ?? false;

  async #write(record: TokenRecord, held: HeldPlace): Promise<void> {
    const { state } = this.#parts;
    if (state.content.kind !== 'record') return;
    if (state.content.record !== record) {
      // With its new generation it is sealed first.
      state.set({ ...state.content, record });
      return;
    }
    await held.save(record, this.#marking(record, held));
    state.wasInterrupted = false;
    state.seen(record);
  }

  /** Whether others know what is in memory, from the place or its journal: then whoever has removed it, or moved it away, has done that with it. */
  #isSafe(held: HeldPlace): boolean {
    const { state } = this.#parts;
    return !state.isUnwritten || (this.seals.hasKey(held) && !state.isSealMissing);
  }

  /** Whether another sign-in lies at the place than the one in memory. */
  get #isOtherThere(): boolean {
    const { state, nameOf } = this.#parts;
    const { record, observed } = state;
    return record !== undefined && observed.kind === 'record' && nameOf(observed.record) !== nameOf(record);
  }

  /** What the marks are to say once the record is there: what a person has replaced is gone, whatever its tokens say of the time. */
  #marking(record: TokenRecord, { place }: HeldPlace): () => Promise<void> {
    const { state, notebook, nameOf } = this.#parts;
    const { observed, content, marks } = state;
    const isPersons = content.kind === 'record' && content.by === 'person';
    const gone = isPersons && this.#isOtherThere && observed.kind === 'record' ? observed.record : undefined;
    const replaced = [...(gone ? [gone] : []), ...(isPersons ? notebook.neverSavedBeside(record) : [])];
    return async () => {
      if (gone?.signInId !== undefined) state.writtenOver = [...state.writtenOver, gone.signInId];
      for (const one of replaced) await this.marks.leave(place.key, one, { decidedAtMs: record.decidedAtMs });
      if (marks.some(({ signIn }) => signIn === nameOf(record))) await this.marks.takeBack(place.key, record);
    };
  }

  async #delete(held: HeldPlace): Promise<void> {
    const { state, notebook, origin, nameOf, clock } = this.#parts;
    const { place } = held;
    const found = state.observed.kind === 'record' ? state.observed.record : undefined;
    const context = { origin, nameOf, nowMs: clock.nowMs() };
    // Tokens that go must not come back from the journal.
    await this.seals.clear(found, held);
    const decidedAtMs = found && removedAtMs(found, notebook.removingAt(place.choice), context);
    await this.marks.whileGoing(place, found ? [[found, { decidedAtMs }]] : [], () => held.clear());
    state.seen(undefined);
  }

  /** Memory takes what was found, and what the journal has more than that. */
  async #reload(found: TokenRecord, by: 'found' | 'server', held: HeldPlace, releases: Unsubscribe[]): Promise<void> {
    const { state } = this.#parts;
    const before = state.content;
    const isKnown = before.kind === 'record' || found === state.sealed;
    const newer = isKnown ? undefined : await this.seals.recover(found, held, releases);
    // A person has decided meanwhile.
    if (state.content !== before) return;
    const { tokens } = newer ?? found;
    // Another profile may have taken the same while this waited.
    if (!state.record?.tokens.refreshToken.equals(tokens.refreshToken)) this.seals.refuseSecondOwner(tokens);
    if (state.observed.kind === 'record') state.replacedBy(state.observed.record);
    state.set({ kind: 'record', record: newer ?? found, by: newer ? 'server' : by });
  }
}
