// Removal marks: a removal leaves a mark beside the lock of the place, so that other processes see that the sign-in was removed on purpose and not lost.
// Implemented by files in the folder that all processes of this user share.
import type { StillWanted } from './still-wanted';

/** One sign-in that was removed from a place. Not secret. */
export interface RemovalMark {
  /** Its id, or the fingerprint of its refresh token. */
  readonly signIn: string;
  /** When it was removed, local clock; negative while the removal is pending or may have been interrupted. */
  readonly atMs: number;
  /** When the user decided on the removal, local clock; absent when that is not known. */
  readonly decidedAtMs?: number | undefined;
  /** True when it was moved to another place; absent when the user removed or replaced it. */
  readonly isMoved?: boolean | undefined;
}

/** The marks of all places. Failures are `AxiomTokenError`s (`STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; `TIMEOUT` when `isWanted` returned false). */
export interface RemovalMarks {
  /** The marks of a place, oldest first; empty when nothing was ever removed there. A mark that cannot be understood is left out. */
  read(place: string): Promise<readonly RemovalMark[]>;
  /** Durable when it resolves. The newest 32 of a place are kept. */
  add(place: string, mark: RemovalMark, isWanted?: StillWanted): Promise<void>;
  /** Removes the mark of a sign-in that is at the place again; does nothing if it has no mark. */
  drop(place: string, signIn: string, isWanted?: StillWanted): Promise<void>;
}
