// What one profile's storage knows in this run: the record in memory, what was seen at its place, and what its journal holds.
// Owned by ProfileStorage, changed by the steps.
import type { Secret } from '../base/secret';
import type { RemovalMark } from '../ports/removal-marks';
import type { TokenRecord } from '../tokens/token-record';
import { type Content, isNothingThere, type Looked, type Observed } from './storage-step';

/** What the owner of the tokens is told. */
export interface StorageListener {
  /** The record in memory is another one. `isForgotten`: another process has ended this sign-in. */
  recordChanged(record: TokenRecord | undefined, isForgotten: boolean): void;
  /** Something that is shown may have changed. */
  changed(): void;
}

/** Of those that others have replaced: only what is a quarter of an hour old could be taken for news. */
const MOST_FORMER = 32;

export class StorageState {
  readonly #listener: StorageListener;
  #content: Content = { kind: 'as-found' };
  #decisions = 0;
  observed: Observed = { kind: 'unread' };
  /** Sign-ins that were removed from the place, by whatever process; read where it was found empty, with another sign-in or not to be read, and while memory has none. */
  marks: readonly RemovalMark[] = [];
  /** Marks of a sign-in that was there all the same when this run saw it first. */
  pastMarks: readonly RemovalMark[] = [];
  /** What this run saw or wrote at the place last. */
  base: TokenRecord | undefined;
  /** Refresh tokens that this run saw at the place, and that others have replaced since. */
  former: readonly Secret[] = [];
  /** What lay there before this run saw or wrote anything; what came before that, it does not know. */
  first: TokenRecord | undefined;
  /** Whether this run has seen what the place holds, or that it holds nothing. */
  wasSeen = false;
  /** Sign-ins that a person has replaced where they were saved, by their ids: an old copy of one may come back unseen, and goes with a sign-out. */
  writtenOver: readonly string[] = [];
  /** The record that the journal holds, as far as this run knows. */
  sealed: TokenRecord | undefined;
  /** Whether the last try to seal a record failed. */
  isSealMissing = false;
  /** Whether the answer to a refresh was lost, by a crash or in the network, and nothing newer was saved since then. */
  wasInterrupted = false;
  /** Whether this run has removed something that may have lain at this place under another name; until the place is seen to hold a record. */
  mayHaveEmptied = false;

  constructor(listener: StorageListener) {
    this.#listener = listener;
  }

  get content(): Content {
    return this.#content;
  }

  get record(): TokenRecord | undefined {
    return this.#content.kind === 'record' ? this.#content.record : undefined;
  }

  /** Counts what was decided from outside: sign-ins, refreshes, sign-outs. */
  get decisions(): number {
    return this.#decisions;
  }

  /** Whether memory has tokens that are still to be written. */
  get isUnwritten(): boolean {
    return this.#content.kind === 'record' && this.#content.by !== 'found';
  }

  /** Whether the place answered that it holds nothing. */
  get isGone(): boolean {
    return isNothingThere(this.observed);
  }

  /** Whether what lay there was seen to be deleted, from a drive that is there: see {@link AxiomTokenError.isDeleted}. */
  get isSeenDeleted(): boolean {
    return this.observed.kind === 'blocked' && this.observed.failure.isDeleted;
  }

  /** Whether the place was read: what lies there is known, or is damaged. */
  get isRead(): boolean {
    return this.isGone || this.observed.kind === 'record' || this.observed.kind === 'damaged';
  }

  /** The marks of which none is past: see {@link pastMarks}. */
  presentMarks(marks: readonly RemovalMark[]): readonly RemovalMark[] {
    return marks.filter(
      ({ signIn, atMs }) => !this.pastMarks.some((past) => past.signIn === signIn && past.atMs === atMs),
    );
  }

  /** Takes what was decided from outside. A sign-out has noted {@link writtenOver} before. */
  decide(content: Content): void {
    this.#decisions++;
    if (content.kind !== 'record') this.writtenOver = [];
    this.set(content);
  }

  /** Takes what a step brings. */
  set(content: Content, isForgotten = false): void {
    const before = this.record;
    this.#content = content;
    if (this.record !== before) this.#listener.recordChanged(this.record, isForgotten);
  }

  /** This is what a look at the place saw. */
  looked(observed: Looked): void {
    this.observed = observed;
    this.wasSeen ||= this.isGone || observed.kind === 'record';
    if (observed.kind !== 'record') return;
    this.mayHaveEmptied = false;
    if (!this.base) this.first = observed.record;
  }

  /** The place surely holds this, since it was just written or removed. */
  seen(record: TokenRecord | undefined): void {
    this.base = record;
    this.wasSeen = true;
    if (record) this.mayHaveEmptied = false;
    this.observed = record ? { kind: 'record', record } : { kind: 'absent' };
  }

  /** What lies there came from others, over what was seen there. */
  replacedBy(found: TokenRecord): void {
    const seen = this.base?.tokens.refreshToken;
    if (seen && !seen.equals(found.tokens.refreshToken)) this.former = [...this.former, seen].slice(-MOST_FORMER);
    this.base = found;
  }

  /** The place is to be looked at anew. */
  forgetLook(): void {
    this.observed = { kind: 'unread' };
  }
}
