// The removal marks of places, as one profile leaves and reads them. Nothing waits for another program: what could not be marked counts for this one, and is
// marked later. Used by the steps and by moves.
import type { Logger } from '../ports/logger';
import type { Removal } from '../ports/profile-index';
import type { RemovalMark, RemovalMarks } from '../ports/removal-marks';
import { isDecidedAfter } from '../tokens/decided-time';
import type { TokenRecord } from '../tokens/token-record';
import { NO_TIME_MS, type RemovalContext } from './removal-meaning';

export interface PlaceMarksParts {
  /** What other processes have removed; absent where no other process can use the place. */
  readonly marks?: RemovalMarks | undefined;
  readonly nameOf: (record: TokenRecord) => string;
  readonly clock: { nowMs(): number };
  readonly logger: Logger;
}

/** The time of a mark that is left before what it names has gone: it ends no removal. */
const NOT_YET_MS = -1;

/** A person signs out seldom, and a disk has space again some day. */
const MOST_UNWRITTEN = 32;

interface Unwritten {
  readonly placeKey: string;
  readonly mark: RemovalMark;
}

type MarkContext = Pick<RemovalContext, 'nameOf' | 'nowMs'>;

/**
 * Whether one of the marks says that the record's sign-in was removed. An id names one sign-in for ever, unless a person has decided for that once more since;
 * a fingerprint may be of tokens that another client has put back.
 */
export function isMarkedRecord(
  marks: readonly RemovalMark[],
  record: TokenRecord,
  { nameOf, nowMs }: MarkContext,
): boolean {
  return marks.some(({ signIn, atMs, decidedAtMs = atMs }) => {
    if (signIn !== nameOf(record)) return false;
    return record.signInId === undefined ? atMs >= record.savedAtMs : !isDecidedAfter(record, decidedAtMs, nowMs);
  });
}

/** Whether one of the marks surely says that a person has removed the sign-in after a person decided for it. */
export function isMarkedAfter(
  marks: readonly RemovalMark[],
  record: TokenRecord,
  { nameOf, nowMs }: MarkContext,
): boolean {
  const { decidedAtMs = Infinity } = record;
  return marks.some(({ signIn, decidedAtMs: removedAtMs = -Infinity }) => {
    return signIn === nameOf(record) && removedAtMs > decidedAtMs && removedAtMs <= nowMs;
  });
}

/**
 * Whether one of the marks says that a removal is over: that a sign-in went once says nothing of one that was put back since. A removal without a name means
 * what lay there when it was decided; whatever went from there since, was that.
 */
export function isMarkedRemoval(marks: readonly RemovalMark[], { signIn, sinceMs }: Removal): boolean {
  // Of a removal whose time cannot be believed any more, what was left for a move may be older.
  const isSince = ({ atMs, isMoved }: RemovalMark): boolean => atMs >= sinceMs && !(sinceMs === NO_TIME_MS && isMoved);
  return marks.some((mark) => isSince(mark) && (signIn === undefined || mark.signIn === signIn));
}

export class PlaceMarks {
  readonly #parts: PlaceMarksParts;

  /** What could not be marked yet. */
  #unwritten: readonly Unwritten[] = [];

  constructor(parts: PlaceMarksParts) {
    this.#parts = parts;
  }

  /** Sign-ins that were removed from a place, by whatever process; those of this one alone when that cannot be read. */
  async read(placeKey: string): Promise<readonly RemovalMark[]> {
    const { marks, logger } = this.#parts;
    const own = this.#unwritten.filter((one) => one.placeKey === placeKey).map(({ mark }) => mark);
    try {
      return [...((await marks?.read(placeKey)) ?? []), ...own];
    } catch (error) {
      logger.error('the marks of removals could not be read', error);
      return own;
    }
  }

  /** Marks what could not be marked before; true when nothing is left. Never throws. */
  async writeRest(): Promise<boolean> {
    for (const { placeKey, mark } of this.#unwritten) await this.#add(placeKey, mark);
    return this.#unwritten.length === 0;
  }

  /**
   * Tells other processes that this sign-in is removed from a place, now unless `more` says when, and what else is known of that. Nobody asks for it while
   * there are tokens.
   */
  async leave(placeKey: string, record: TokenRecord, more: Partial<Omit<RemovalMark, 'signIn'>> = {}): Promise<void> {
    const { nameOf, clock } = this.#parts;
    // A clock that was set back must not date it before what it removes.
    const { atMs = Math.max(clock.nowMs(), record.savedAtMs), decidedAtMs, isMoved = false } = more;
    const decided = decidedAtMs === undefined ? {} : { decidedAtMs };
    await this.#add(placeKey, { signIn: nameOf(record), atMs, ...decided, ...(isMoved ? { isMoved } : {}) });
  }

  async #add(placeKey: string, mark: RemovalMark): Promise<void> {
    const { marks, logger } = this.#parts;
    try {
      await marks?.add(placeKey, mark);
      this.#forget(placeKey, mark.signIn);
    } catch (error) {
      logger.error('a removal could not be marked for other programs', error);
      this.#forget(placeKey, mark.signIn);
      this.#unwritten = [...this.#unwritten, { placeKey, mark }].slice(-MOST_UNWRITTEN);
    }
  }

  #forget(placeKey: string, signIn: string): void {
    this.#unwritten = this.#unwritten.filter((one) => one.placeKey !== placeKey || one.mark.signIn !== signIn);
  }

  /**
   * Other programs hear of a sign-out at once: the removal itself may have to wait for the place. `signedOut`: the name alone, of what could not be read. What
   * was never there is gone.
   */
  async leaveForSignOut(
    placeKey: string,
    signedOut: TokenRecord | string | undefined,
    neverThere: readonly TokenRecord[],
    wasSaved: boolean,
    decidedAtMs: number,
  ): Promise<void> {
    if (typeof signedOut === 'string') await this.#add(placeKey, { signIn: signedOut, decidedAtMs, atMs: NOT_YET_MS });
    else if (signedOut)
      await this.leave(placeKey, signedOut, { decidedAtMs, ...(wasSaved ? { atMs: NOT_YET_MS } : {}) });
    for (const one of neverThere) await this.leave(placeKey, one, { decidedAtMs });
  }

  /** A sign-in that comes back to a place where it was before has not been removed: else it would be taken for gone where its disk is not connected. */
  async takeBack(placeKey: string, record: TokenRecord): Promise<void> {
    const { marks, nameOf, logger } = this.#parts;
    this.#forget(placeKey, nameOf(record));
    try {
      await marks?.drop(placeKey, nameOf(record));
    } catch (error) {
      logger.error('the mark of an earlier removal could not be taken back', error);
    }
  }
}
