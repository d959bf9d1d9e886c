// The state of one profile's storage: the record in memory, what was seen at its place, and what its journal has.
// Owned by ProfileStorage, changed by the steps.
import type { Secret } from '../base/secret';
import type { RemovalMark } from '../ports/removal-marks';
import type { TokenRecord } from '../tokens/token-record';
import { type Content, isNothingThere, type ReadResult, type Observed } from './storage-step';

/** The callbacks to TokenManager. */
export interface StorageListener {
  /** Called when the record in memory has changed. `isForgotten`: because another process has removed this sign-in. */
  recordChanged(record: TokenRecord | undefined, isForgotten: boolean): void;
  /** Called when something that is shown may have changed. */
  changed(): void;
}

/** How many replaced refresh tokens are remembered. Enough, because older pairs are recognised as old copies by their dates. */
const MOST_FORMER = 32;

export class StorageState {
  readonly #listener: StorageListener;
  #content: Content = { kind: 'as-found' };
  #decisions = 0;
  observed: Observed = { kind: 'unread' };
  /** The removal marks of the place, by any process. Read only when the place was found empty, unreadable or with another sign-in, or when memory has no record. */
  marks: readonly RemovalMark[] = [];
  /** Marks of a sign-in that was at the place again when this process first saw it. They do not count any more. */
  pastMarks: readonly RemovalMark[] = [];
  /** The record that this process last read or wrote at the place. */
  base: TokenRecord | undefined;
  /** Refresh tokens that this process saw at the place and that other programs have replaced since. */
  former: readonly Secret[] = [];
  /** The first record that this process found at the place. */
  first: TokenRecord | undefined;
  /** Whether this process has read the place at least once. */
  wasSeen = false;
  /** Ids of saved sign-ins that the user has replaced. If an old copy of one was put back unnoticed, a sign-out removes it too. */
  writtenOver: readonly string[] = [];
  /** The record in the journal, as far as this process knows. */
  sealed: TokenRecord | undefined;
  /** Whether the last try to seal a record failed. */
  isSealMissing = false;
  /** Whether the answer to a refresh was lost, by a crash or in the network, and nothing newer was saved since then. */
  wasInterrupted = false;
  /** Whether this process has removed something that may have been at this place under another name. Reset when a record is seen at the place. */
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

  /** Counts the decisions from outside: sign-ins, refreshes, sign-outs. */
  get decisions(): number {
    return this.#decisions;
  }

  /** Whether memory has tokens that are not written yet. */
  get isUnwritten(): boolean {
    return this.#content.kind === 'record' && this.#content.by !== 'found';
  }

  /** Whether the place was found empty. */
  get isGone(): boolean {
    return isNothingThere(this.observed);
  }

  /** Whether the file was found deleted on a drive that is connected: see {@link AxiomTokenError.isDeleted}. */
  get isSeenDeleted(): boolean {
    return this.observed.kind === 'blocked' && this.observed.failure.isDeleted;
  }

  /** Whether the place was read: it is empty, has a record, or is damaged. */
  get isRead(): boolean {
    return this.isGone || this.observed.kind === 'record' || this.observed.kind === 'damaged';
  }

  /** The marks without those in {@link pastMarks}. */
  presentMarks(marks: readonly RemovalMark[]): readonly RemovalMark[] {
    return marks.filter(
      ({ signIn, atMs }) => !this.pastMarks.some((past) => past.signIn === signIn && past.atMs === atMs),
    );
  }

  /** Sets a content that was decided from outside. A sign-out must have noted {@link writtenOver} before. */
  decide(content: Content): void {
    this.#decisions++;
    if (content.kind !== 'record') this.writtenOver = [];
    this.set(content);
  }

  /** Sets a content that a step has led to. */
  set(content: Content, isForgotten = false): void {
    const before = this.record;
    this.#content = content;
    if (this.record !== before) this.#listener.recordChanged(this.record, isForgotten);
  }

  /** Notes the result of a read of the place. */
  noteRead(observed: ReadResult): void {
    this.observed = observed;
    this.wasSeen ||= this.isGone || observed.kind === 'record';
    if (observed.kind !== 'record') return;
    this.mayHaveEmptied = false;
    if (!this.base) this.first = observed.record;
  }

  /** Notes that the place certainly has this record, or none, because it was just written or removed. */
  noteContent(record: TokenRecord | undefined): void {
    this.base = record;
    this.wasSeen = true;
    if (record) this.mayHaveEmptied = false;
    this.observed = record ? { kind: 'record', record } : { kind: 'absent' };
  }

  /** Notes that another program has replaced the record at the place with `found`. */
  replacedBy(found: TokenRecord): void {
    const seen = this.base?.tokens.refreshToken;
    if (seen && !seen.equals(found.tokens.refreshToken)) this.former = [...this.former, seen].slice(-MOST_FORMER);
    this.base = found;
  }

  /** Makes the next step read the place again. */
  forgetRead(): void {
    this.observed = { kind: 'unread' };
  }
}
