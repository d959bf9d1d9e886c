// The notes about one profile's storage (see StorageNote). A change counts at once in memory, and is written to the index as soon as that is possible.
// Used by ProfileStorage.
import { RETRY_ADVICE } from '../base/retry-advice';
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Removal } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';
import type { TokenRecord } from '../tokens/token-record';
import { isSameChoice, type Place, type StorageNote, type StorageNotes } from './place';
import { withoutTimesAhead } from './removal-match';

export interface StorageNotebookParts {
  readonly profileId: string;
  readonly notes: StorageNotes;
  /** How a record's sign-in is named; see sign-in-name.ts. */
  readonly nameOf: (record: TokenRecord) => string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How many sign-ins are kept at most that were replaced before they were saved; the oldest are dropped. */
const MOST_NEVER_SAVED = 32;

export class StorageNotebook {
  readonly #parts: StorageNotebookParts;
  #noted: StorageNote;
  /** Whether `#noted` is not written to the index yet. */
  #isDue = false;
  #failure: AxiomTokenError | undefined;
  /** The place that the profile keeps because a move could not be noted; set until that is written to the index. */
  #stays: Place | undefined;
  /** The latest time of all removals, also of those that are done but may still be in the index. New decisions must be dated after it. */
  #removedUntilMs = -Infinity;

  constructor(parts: StorageNotebookParts) {
    this.#parts = parts;
    this.#noted = parts.notes.read();
    for (const { sinceMs } of this.#noted.removing) this.#removedUntilMs = Math.max(this.#removedUntilMs, sinceMs);
  }

  get noted(): StorageNote {
    return this.#noted;
  }

  /** The time for a new decision: now, but always after the last sign-out and sign-in, even if the clock was set back. */
  get decisionMs(): number {
    const { decidedAtMs = -Infinity } = this.#noted;
    return Math.max(this.#parts.clock.nowMs(), this.#removedUntilMs + 1, decidedAtMs + 1);
  }

  /** Why the last notes could not be written to the index; `undefined` when all are written. */
  get failure(): AxiomTokenError | undefined {
    return this.#failure;
  }

  /** See {@link StorageNotebookParts.nameOf}. */
  get nameOf(): StorageNotebookParts['nameOf'] {
    return this.#parts.nameOf;
  }

  /** The pending removals at this place. */
  removingAt(choice: StoreChoice): readonly Removal[] {
    return this.#noted.removing.filter(({ store }) => isSameChoice(store, choice));
  }

  /** The pending removals at other places. */
  removingElsewhere(choice: StoreChoice): readonly Removal[] {
    return this.#noted.removing.filter(({ store }) => !isSameChoice(store, choice));
  }

  /** Whether the sign-in was moved and its former copy is not removed yet: another program may have refreshed it there. */
  isToBeFetched(record: TokenRecord): boolean {
    const moved = this.#noted.removing.filter(({ reason }) => reason === 'moved');
    // The name is a hash, and nearly always there is nothing to compare it with.
    if (moved.length === 0) return false;
    const signIn = this.#parts.nameOf(record);
    return moved.some((removal) => removal.signIn === signIn);
  }

  /** A removal of the record or, without one, of whatever is at the place. */
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

  /** Notes a removal, and a second one for the sign-in that was saved last, if that is another one: by name, because times are not reliable after a clock change. */
  noteRemoval(removal: Removal): void {
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

  /** Notes that the place has this record, or certainly none: its pending removals are done. */
  noteContent(record: TokenRecord | undefined, choice: StoreChoice): void {
    const removing = this.removingElsewhere(choice);
    const signIn = record && this.#parts.nameOf(record);
    const { decidedAtMs = this.#noted.decidedAtMs } = record ?? {};
    this.#change({ hasTokens: record !== undefined, signIn, neverSaved: undefined, decidedAtMs, removing });
  }

  /**
   * Notes the removals of a sign-out: of the sign-in in memory; of the record that was `seen` at the place, which may have another name because another client
   * wrote it (`unread`: of everything of that account); of the sign-ins that were never saved; and of `writtenOver`, given as sign-in ids.
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
    this.noteRemoval(removal);
    for (const signIn of [...neverSaved, ...writtenOver])
      if (signIn !== removal.signIn) this.noteRemoval({ ...removal, signIn });
    if (!record || !seen) return;
    if (seen === 'unread') this.noteRemoval({ ...removal, signIn: undefined });
    else if (seen.signInId !== record.signInId) this.noteRemoval(this.removalOf(seen, store, 'signed-out'));
  }

  /** Notes that a sign-in which was not saved yet is replaced by another one. Does nothing for a newer record of the same sign-in. */
  noteReplaced(before: TokenRecord | undefined, { signInId }: TokenRecord): void {
    const { neverSaved = [], hasTokens } = this.#noted;
    const replaced = before?.signInId;
    if (replaced === undefined || replaced === signInId || (hasTokens && replaced === this.#noted.signIn)) return;
    this.#change({ neverSaved: [...neverSaved, replaced].slice(-MOST_NEVER_SAVED) });
  }

  /** The other sign-ins in {@link StorageNote.neverSaved}, as records. */
  neverSavedBeside(record: TokenRecord): readonly TokenRecord[] {
    const { neverSaved = [] } = this.#noted;
    return neverSaved.filter((id) => id !== record.signInId).map((signInId) => ({ ...record, signInId }));
  }

  /** Notes that the file at the place was renamed (set aside), so no tokens are expected there. */
  noteSetAside(): void {
    this.#change({ hasTokens: false, signIn: undefined });
  }

  /** Notes that a removal is done. */
  noteRemoved(removal: Removal): void {
    this.#change({ removing: this.#noted.removing.filter((other) => other !== removal) });
  }

  /** Writes pending notes to the index, best effort: a failure stops nothing else, and shows in {@link failure}. True when all notes are written. */
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

  /** Writes a removal to the index before the copy that it names is made. @throws AxiomTokenError of the index; nothing has changed then */
  async writeRemoval(removal: Removal): Promise<void> {
    const withRemoval = (note: StorageNote): StorageNote => ({ ...note, removing: [...note.removing, removal] });
    const before = this.#noted;
    await this.#parts.notes.write(withRemoval(before));
    this.#failure = undefined;
    // A change that was made meanwhile is written next.
    this.#isDue = this.#noted !== before;
    this.#noted = withRemoval(this.#noted);
  }

  /**
   * Writes to the index that the profile is at `place` from now on.
   * @throws AxiomTokenError of the index. The profile then stays at `former`, which is written to the index again, because the failed write may have arrived.
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
    // A change that was made meanwhile is written next.
    this.#isDue = this.#noted !== before;
    this.#noted = moved(this.#noted);
  }

  /** Turns pending removals of moved copies into those of a sign-out, so that they also mean what other programs have refreshed there until now. */
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
    message: `The list of accounts could not be written, so this change is lost at a restart. ${message}`,
    remedy: `${code === 'STORAGE_FULL' ? 'Free some space' : 'Make sure that its folder exists and can be written to'}${RETRY_ADVICE.change}`,
    cause,
  });
}
