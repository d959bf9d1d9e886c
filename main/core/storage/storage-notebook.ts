// What the index remembers of one profile's storage, as this run knows it: it counts at once, and is written as soon as the index takes it.
// Used by ProfileStorage.
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Removal } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';
import type { TokenRecord } from '../tokens/token-record';
import { isSameChoice, type Place, type StorageNote, type StorageNotes } from './place';
import { withoutTimesAhead } from './removal-meaning';

export interface StorageNotebookParts {
  readonly profileId: string;
  readonly notes: StorageNotes;
  /** How a record's sign-in is named; see sign-in-name.ts. */
  readonly nameOf: (record: TokenRecord) => string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A person who signs in more often while the place is locked does so in one program. */
const MOST_NEVER_SAVED = 32;

export class StorageNotebook {
  readonly #parts: StorageNotebookParts;
  #noted: StorageNote;
  /** Whether the index does not have `#noted` yet. */
  #isDue = false;
  #failure: AxiomTokenError | undefined;
  /** Where the profile has stayed because a move could not be noted; until the index knows. */
  #stays: Place | undefined;
  /** Until when a removal may mean whatever was saved: of those that are noted, and of those that are over while the index may not know it. */
  #removedUntilMs = -Infinity;

  constructor(parts: StorageNotebookParts) {
    this.#parts = parts;
    this.#noted = parts.notes.read();
    for (const { sinceMs } of this.#noted.removing) this.#removedUntilMs = Math.max(this.#removedUntilMs, sinceMs);
  }

  get noted(): StorageNote {
    return this.#noted;
  }

  /** Now, as a decision is dated: a clock that was set back must not date it before a sign-out or sign-in that it comes after. */
  get decisionMs(): number {
    const { decidedAtMs = -Infinity } = this.#noted;
    return Math.max(this.#parts.clock.nowMs(), this.#removedUntilMs + 1, decidedAtMs + 1);
  }

  /** Why the index did not take the last note; `undefined` when it has all. */
  get failure(): AxiomTokenError | undefined {
    return this.#failure;
  }

  /** See {@link StorageNotebookParts.nameOf}. */
  get nameOf(): StorageNotebookParts['nameOf'] {
    return this.#parts.nameOf;
  }

  /** What is still to be removed from this place. */
  removingAt(choice: StoreChoice): readonly Removal[] {
    return this.#noted.removing.filter(({ store }) => isSameChoice(store, choice));
  }

  /** What is still to be removed from other places. */
  removingElsewhere(choice: StoreChoice): readonly Removal[] {
    return this.#noted.removing.filter(({ store }) => !isSameChoice(store, choice));
  }

  /** Whether the sign-in was moved away from a place that could not be read since: whoever went on there may have refreshed it. */
  isToBeFetched(record: TokenRecord): boolean {
    const signIn = this.#parts.nameOf(record);
    return this.#noted.removing.some((removal) => removal.reason === 'moved' && removal.signIn === signIn);
  }

  /** The removal of a record, or, without one, of whatever is at the place. */
  removalOf(record: TokenRecord | undefined, store: StoreChoice, reason: Removal['reason']): Removal {
    const { authenticatedUserId, subject } = record?.tokens ?? {};
    return {
      store,
      ...(record ? { signIn: this.#parts.nameOf(record) } : {}),
      ...(record?.decidedAtMs === undefined ? {} : { signInDecidedAtMs: record.decidedAtMs }),
      ...(authenticatedUserId === undefined ? {} : { authenticatedUserId }),
      ...(subject === undefined ? {} : { subject }),
      sinceMs: this.#parts.clock.nowMs(),
      ...(record?.serverOffsetMs === undefined ? {} : { serverOffsetMs: record.serverOffsetMs }),
      reason,
    };
  }

  /** See {@link withoutTimesAhead}. */
  noteTimesAhead(): void {
    const removing = withoutTimesAhead(this.#noted.removing, this.#parts.clock.nowMs());
    if (removing !== this.#noted.removing) this.#change({ removing });
  }

  /** The sign-in goes from the place, and with it the one that was saved there last, by its name: a time alone says little once a clock was set back. */
  noteGivenUp(removal: Removal): void {
    this.#removedUntilMs = Math.max(this.#removedUntilMs, removal.sinceMs);
    const { signIn, decidedAtMs: signInDecidedAtMs, removing } = this.#noted;
    const isOther = signIn !== undefined && signIn !== removal.signIn;
    const replaced = isOther ? [{ ...removal, signIn, signInDecidedAtMs }] : [];
    this.#change({
      hasTokens: false,
      signIn: undefined,
      neverSaved: undefined,
      removing: [...removing, ...replaced, removal],
    });
  }

  /** The place holds this record, or surely none: nothing is to be removed from it any more. */
  noteHeld(record: TokenRecord | undefined, choice: StoreChoice): void {
    const removing = this.removingElsewhere(choice);
    const signIn = record && this.#parts.nameOf(record);
    const { decidedAtMs = this.#noted.decidedAtMs } = record ?? {};
    this.#change({ hasTokens: record !== undefined, signIn, neverSaved: undefined, decidedAtMs, removing });
  }

  /**
   * The sign-in in memory goes from the place, and with it what was seen there, which another client may have written without the name that it has in
   * memory. Of a place that could not be read whatever is of that account goes. With it goes what was never saved here, and `writtenOver`, by sign-in ids.
   */
  noteSignedOut(
    record: TokenRecord | undefined,
    seen: TokenRecord | 'unread' | undefined,
    store: StoreChoice,
    writtenOver: readonly string[] = [],
  ): void {
    const removal = this.removalOf(record, store, 'signed-out');
    const { neverSaved = [] } = this.#noted;
    this.#noteSignedOutElsewhere(removal);
    this.noteGivenUp(removal);
    for (const signIn of [...neverSaved, ...writtenOver])
      if (signIn !== removal.signIn) this.noteGivenUp({ ...removal, signIn });
    if (!record || !seen) return;
    if (seen === 'unread') this.noteGivenUp({ ...removal, signIn: undefined });
    else if (seen.signInId !== record.signInId) this.noteGivenUp(this.removalOf(seen, store, 'signed-out'));
  }

  /** What was not saved yet is replaced by another sign-in, or by what was renewed of it. */
  noteReplaced(before: TokenRecord | undefined, { signInId }: TokenRecord): void {
    const { neverSaved = [], hasTokens } = this.#noted;
    const replaced = before?.signInId;
    if (replaced === undefined || replaced === signInId || (hasTokens && replaced === this.#noted.signIn)) return;
    this.#change({ neverSaved: [...neverSaved, replaced].slice(-MOST_NEVER_SAVED) });
  }

  /** The other sign-ins that {@link StorageNote.neverSaved} names, as records. */
  neverSavedBeside(record: TokenRecord): readonly TokenRecord[] {
    const { neverSaved = [] } = this.#noted;
    return neverSaved.filter((id) => id !== record.signInId).map((signInId) => ({ ...record, signInId }));
  }

  /** What was saved at the place was given another name there: it is not expected any more. */
  noteSetAside(): void {
    this.#change({ hasTokens: false, signIn: undefined });
  }

  /** A removal is over. */
  noteRemoved(removal: Removal): void {
    this.#change({ removing: this.#noted.removing.filter((other) => other !== removal) });
  }

  /** Best effort: what cannot be noted is done all the same, and shown as not remembered. True when the index has everything. */
  async write(): Promise<boolean> {
    if (!this.#isDue) return true;
    const { notes, logger, profileId } = this.#parts;
    const noted = this.#noted;
    try {
      await notes.write(noted, this.#stays);
      this.#stays = undefined;
      this.#failure = undefined;
      if (this.#noted === noted) this.#isDue = false;
    } catch (error) {
      logger.error('the index of profiles could not be written', error, { profile: profileId });
      this.#failure = notRemembered(error);
    }
    return !this.#isDue;
  }

  /** Notes durably that something is to be removed, before it is brought there. @throws AxiomTokenError of the index: then nothing has changed */
  async writeRemoval(removal: Removal): Promise<void> {
    const withRemoval = (note: StorageNote): StorageNote => ({ ...note, removing: [...note.removing, removal] });
    const before = this.#noted;
    await this.#parts.notes.write(withRemoval(before));
    this.#failure = undefined;
    // What was decided meanwhile is noted next.
    this.#isDue = this.#noted !== before;
    this.#noted = withRemoval(this.#noted);
  }

  /**
   * Notes durably that the profile is at `place` from now on.
   * @throws AxiomTokenError of the index: then the profile stays at `former`, and the index is told so again, for it may have taken the move all the same
   */
  async writeMove(place: Place, former: Place, moved: (before: StorageNote) => StorageNote): Promise<void> {
    const before = this.#noted;
    try {
      await this.#parts.notes.write(moved(before), place);
    } catch (error) {
      this.#stays = former;
      this.#isDue = true;
      throw error;
    }
    this.#stays = undefined;
    this.#failure = undefined;
    // What was decided meanwhile is noted next.
    this.#isDue = this.#noted !== before;
    this.#noted = moved(this.#noted);
  }

  /** Of what a move has left, what others have refreshed there until now is meant as well, and what was to be written over. */
  #noteSignedOutElsewhere({ sinceMs, reason }: Removal): void {
    const meant = this.#noted.removing.map((one) => (one.reason === 'moved' ? { ...one, sinceMs, reason } : one));
    this.#change({ removing: meant });
  }

  #change(change: Partial<StorageNote>): void {
    this.#noted = { ...this.#noted, ...change };
    this.#isDue = true;
  }
}

function notRemembered(cause: unknown): AxiomTokenError {
  const { code, message } = toAxiomTokenError(cause);
  return new AxiomTokenError(code, {
    message: `The list of accounts could not be written, so this is not remembered over a restart. ${message}`,
    remedy: `${code === 'STORAGE_FULL' ? 'Free some space' : 'See to it that its folder is there and can be written to'}; it is tried again by itself. Until you quit, all is as you left it.`,
    cause,
  });
}
