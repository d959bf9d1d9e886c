// Writes and reads the removal marks of places for one profile. A mark that cannot be written still counts in this process, and is written later. Used by
// StorageSteps and by moves.
import { toAxiomTokenError } from '../base/errors';
import type { Logger } from '../ports/logger';
import type { Removal } from '../ports/profile-index';
import type { RemovalMark, RemovalMarks } from '../ports/removal-marks';
import { placeOf } from '../ports/token-places';
import { isDecidedAfter } from '../tokens/decision-time';
import type { TokenRecord } from '../tokens/token-record';
import type { Place } from './place';
import { NO_TIME_MS, type RemovalContext } from './removal-match';

export interface PlaceMarksParts {
  /** The marks that all processes share; absent when no other process can use the place. */
  readonly marks?: RemovalMarks | undefined;
  readonly nameOf: (record: TokenRecord) => string;
  readonly clock: { nowMs(): number };
  readonly logger: Logger;
}

/** The time of a mark that is written before the removal is done. It does not end a pending removal. */
const NOT_YET_MS = -1;

/** The time of a mark while the removal from a drive is under way. It ends a pending removal only if the drive is seen without the record. */
const REMOVING_MS = -2;

/** How many unwritten marks are kept at most; the oldest are dropped. */
const MOST_UNWRITTEN = 32;

interface Unwritten {
  readonly placeKey: string;
  readonly mark: RemovalMark;
}

type MarkDetails = Partial<Omit<RemovalMark, 'signIn'>>;
/** A record that is being removed from a place, and the details for its mark. */
export type RecordRemoval = readonly [TokenRecord, MarkDetails];
type MarkContext = Pick<RemovalContext, 'nameOf' | 'nowMs'>;

/**
 * Whether one of the marks says that the record's sign-in was removed. A mark with a sign-in id counts, unless the user has brought that sign-in again since,
 * or, if it was only moved, a program has refreshed it since. A mark with a fingerprint counts only if the record was not saved after it, because another
 * client may have put the same tokens back.
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

/** Whether one of the marks proves that the user removed the sign-in after having brought it. */
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

/** Whether the sign-in was only moved, and a program that did not know has refreshed it here since. The moved copy is spent then. */
function isRenewedSince({ atMs, decidedAtMs = atMs, isMoved }: RemovalMark, { savedAtMs }: TokenRecord): boolean {
  return isMoved === true && savedAtMs > Math.max(atMs, decidedAtMs);
}

/**
 * Whether one of the marks says that a pending removal is done. Older marks do not count: the sign-in may have been put back since. A removal without a name is
 * about whatever was there when it was decided, so any later mark ends it. `isDeleted`: see {@link AxiomTokenError.isDeleted}.
 */
export function isMarkedRemoval(
  marks: readonly RemovalMark[],
  { signIn, sinceMs }: Removal,
  isDeleted: boolean,
): boolean {
  const isOver = (mark: RemovalMark): boolean => isSince(mark) || (isDeleted && mark.atMs === REMOVING_MS);
  // If the time of a removal is not reliable, a mark of a move may be older than the removal.
  const isSince = ({ atMs, isMoved }: RemovalMark): boolean => atMs >= sinceMs && !(sinceMs === NO_TIME_MS && isMoved);
  return marks.some((mark) => isOver(mark) && (signIn === undefined || mark.signIn === signIn));
}

export class PlaceMarks {
  readonly #parts: PlaceMarksParts;

  /** Marks that could not be written yet. */
  #unwritten: readonly Unwritten[] = [];

  constructor(parts: PlaceMarksParts) {
    this.#parts = parts;
  }

  /** The marks of a place by all processes; only the unwritten ones of this process when the others cannot be read. */
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

  /** Tries to write the marks that could not be written before; resolves to true when none is left. Never throws. */
  async writeRest(): Promise<boolean> {
    for (const { placeKey, mark } of this.#unwritten) await this.#add(placeKey, mark);
    return this.#unwritten.length === 0;
  }

  /**
   * Writes a mark for other processes that this sign-in was removed from a place; its time is now, unless `more` has
   * another one. Other processes read it only when they find no tokens there.
   */
  async addMark(placeKey: string, record: TokenRecord, more: MarkDetails = {}): Promise<void> {
    const { nameOf, clock } = this.#parts;
    // Not before the record was saved, even if the clock was set back.
    const { atMs = Math.max(clock.nowMs(), record.savedAtMs), decidedAtMs, isMoved = false } = more;
    const decided = decidedAtMs === undefined ? {} : { decidedAtMs };
    await this.#add(placeKey, { signIn: nameOf(record), atMs, ...decided, ...(isMoved ? { isMoved } : {}) });
  }

  /**
   * Marks what is being removed, and removes it with `clear`. After a crash in between, the mark shows the next start
   * that the removal is done. A drive that is not connected may still have the record, so for a drive the mark counts
   * only when the drive can be seen. Throws as `clear`.
   */
  async whileRemoving(
    place: Pick<Place, 'key' | 'choice'>,
    removals: readonly RecordRemoval[],
    clear: () => Promise<void>,
  ): Promise<void> {
    const mark = async (at: Pick<MarkDetails, 'atMs'>): Promise<void> => {
      for (const [record, details] of removals) await this.addMark(place.key, record, { ...details, ...at });
    };
    const isOnDrive = placeOf(place.choice.kind).asks !== 'nothing';
    await mark(isOnDrive ? { atMs: REMOVING_MS } : {});
    try {
      await clear();
    } catch (error) {
      // After a `TIMEOUT` the record may be removed or not.
      if (toAxiomTokenError(error).code !== 'TIMEOUT') await mark({ atMs: NOT_YET_MS });
      throw error;
    }
    if (isOnDrive) await mark({});
  }

  /** Turns marks of removals that were under way into marks of done removals. Call it only when the place was seen without the record. */
  async completeRemovals(placeKey: string, marks: readonly RemovalMark[]): Promise<void> {
    const nowMs = this.#parts.clock.nowMs();
    for (const mark of marks)
      if (mark.atMs === REMOVING_MS)
        await this.#add(placeKey, { ...mark, atMs: Math.max(nowMs, mark.decidedAtMs ?? 0) });
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
   * Writes the marks of a sign-out at once, because the removal itself may have to wait for the place. `signedOut`:
   * the record, or only its name when it could not be read. `neverThere`: sign-ins that were never saved, which are
   * marked as removed already.
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
      await this.addMark(placeKey, signedOut, { decidedAtMs, ...(wasSaved ? { atMs: NOT_YET_MS } : {}) });
    for (const one of neverThere) await this.addMark(placeKey, one, { decidedAtMs });
  }

  /** Removes the mark of a sign-in that was saved at the place again. Otherwise it would count as removed while its drive is not connected. */
  async dropMark(placeKey: string, record: TokenRecord): Promise<void> {
    const { marks, nameOf, logger } = this.#parts;
    this.#forget(placeKey, nameOf(record));
    try {
      await marks?.drop(placeKey, nameOf(record));
    } catch (error) {
      logger.error('the mark of an earlier removal could not be removed', error);
    }
  }
}
