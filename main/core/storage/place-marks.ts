// The removal marks of places, as one profile leaves and reads them. Nothing waits for another program: what could not be marked counts for this one, and is
// marked later. Used by the steps and by moves.
import { toAxiomTokenError } from '../base/errors';
import type { Logger } from '../ports/logger';
import type { Removal } from '../ports/profile-index';
import type { RemovalMark, RemovalMarks } from '../ports/removal-marks';
import { placeOf } from '../ports/token-places';
import { isDecidedAfter } from '../tokens/decided-time';
import type { TokenRecord } from '../tokens/token-record';
import type { Place } from './place';
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

/** The time of a mark while what it names is being removed from a drive: it ends a removal only where the drive is seen not to hold it. */
const GOING_MS = -2;

/** A person signs out seldom, and a disk has space again some day. */
const MOST_UNWRITTEN = 32;

interface Unwritten {
  readonly placeKey: string;
  readonly mark: RemovalMark;
}

type MarkDetails = Partial<Omit<RemovalMark, 'signIn'>>;
/** A record that goes from a place, and what is known of that beside its name. */
export type Going = readonly [TokenRecord, MarkDetails];
type MarkContext = Pick<RemovalContext, 'nameOf' | 'nowMs'>;

/**
 * Whether one of the marks says that the record's sign-in was removed. An id names one sign-in for ever, unless a person has decided for that once more since,
 * or, where it was only moved, somebody has renewed it since; a fingerprint may be of tokens that another client has put back.
 */
export function isMarkedRecord(
  marks: readonly RemovalMark[],
  record: TokenRecord,
  { nameOf, nowMs }: MarkContext,
): boolean {
  return marks.some((mark) => {
    const { signIn, atMs, decidedAtMs = atMs } = mark;
    if (signIn !== nameOf(record) || isRenewedSince(mark, record)) return false;
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
  return marks.some((mark) => {
    const { signIn, decidedAtMs: removedAtMs = -Infinity } = mark;
    if (signIn !== nameOf(record) || isRenewedSince(mark, record)) return false;
    return removedAtMs > decidedAtMs && removedAtMs <= nowMs;
  });
}

/** Whether it was only moved, and somebody has renewed it after that without hearing of it: what is kept elsewhere is used up then. */
function isRenewedSince({ atMs, decidedAtMs = atMs, isMoved }: RemovalMark, { savedAtMs }: TokenRecord): boolean {
  return isMoved === true && savedAtMs > Math.max(atMs, decidedAtMs);
}

/**
 * Whether one of the marks says that a removal is over: that a sign-in went once says nothing of one that was put back since. A removal without a name means
 * what lay there when it was decided; whatever went from there since, was that. `isDeleted`: see {@link AxiomTokenError.isDeleted}.
 */
export function isMarkedRemoval(
  marks: readonly RemovalMark[],
  { signIn, sinceMs }: Removal,
  isDeleted: boolean,
): boolean {
  const isOver = (mark: RemovalMark): boolean => isSince(mark) || (isDeleted && mark.atMs === GOING_MS);
  // Of a removal whose time cannot be believed any more, what was left for a move may be older.
  const isSince = ({ atMs, isMoved }: RemovalMark): boolean => atMs >= sinceMs && !(sinceMs === NO_TIME_MS && isMoved);
  return marks.some((mark) => isOver(mark) && (signIn === undefined || mark.signIn === signIn));
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
  async leave(placeKey: string, record: TokenRecord, more: MarkDetails = {}): Promise<void> {
    const { nameOf, clock } = this.#parts;
    // A clock that was set back must not date it before what it removes.
    const { atMs = Math.max(clock.nowMs(), record.savedAtMs), decidedAtMs, isMoved = false } = more;
    const decided = decidedAtMs === undefined ? {} : { decidedAtMs };
    await this.#add(placeKey, { signIn: nameOf(record), atMs, ...decided, ...(isMoved ? { isMoved } : {}) });
  }

  /**
   * Marks what goes, and lets it go by `clear`. A start after a crash in between sees that it is done; at a drive, which may hold it still while it cannot be
   * seen, only where the drive is there. Throws as `clear`.
   */
  async whileGoing(
    place: Pick<Place, 'key' | 'choice'>,
    going: readonly Going[],
    clear: () => Promise<void>,
  ): Promise<void> {
    const mark = async (at: Pick<MarkDetails, 'atMs'>): Promise<void> => {
      for (const [record, details] of going) await this.leave(place.key, record, { ...details, ...at });
    };
    const isOnDrive = placeOf(place.choice.kind).asks !== 'nothing';
    await mark(isOnDrive ? { atMs: GOING_MS } : {});
    try {
      await clear();
    } catch (error) {
      // What has not answered may have removed it all the same.
      if (toAxiomTokenError(error).code !== 'TIMEOUT') await mark({ atMs: NOT_YET_MS });
      throw error;
    }
    if (isOnDrive) await mark({});
  }

  /** What was going from a place when a program ended has gone: call it only where that was seen. */
  async endGoing(placeKey: string, marks: readonly RemovalMark[]): Promise<void> {
    const nowMs = this.#parts.clock.nowMs();
    for (const mark of marks)
      if (mark.atMs === GOING_MS) await this.#add(placeKey, { ...mark, atMs: Math.max(nowMs, mark.decidedAtMs ?? 0) });
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
