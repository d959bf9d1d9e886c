// Marks that a removal leaves, beside the lock of a place: other processes with the same place see that a sign-in was removed, not lost.
// Implemented by files in the folder that all processes of this person share.
import type { StillWanted } from './still-wanted';

/** One sign-in that was removed from a place. No secret. */
export interface RemovalMark {
  /** Its id, or the fingerprint of its refresh token. */
  readonly signIn: string;
  /** When it was removed, local clock; negative while that is still to be done, or may have been cut off. */
  readonly atMs: number;
  /** When a person decided that, local clock; absent where it is not known. */
  readonly decidedAtMs?: number | undefined;
  /** Whether it went because it is kept in another place since; absent where a person has removed or replaced it. */
  readonly isMoved?: boolean | undefined;
}

/** The marks of all places. Failures are `AxiomTokenError`s (`STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; `TIMEOUT` for what is not `isWanted` any more). */
export interface RemovalMarks {
  /** The marks of a place, oldest first; none when nothing was ever removed there. What cannot be understood counts as no mark. */
  read(place: string): Promise<readonly RemovalMark[]>;
  /** Durable when it resolves. The newest 32 of a place are kept. */
  add(place: string, mark: RemovalMark, isWanted?: StillWanted): Promise<void>;
  /** Takes a mark back: the sign-in is at the place again. Without one nothing is changed. */
  drop(place: string, signIn: string, isWanted?: StillWanted): Promise<void>;
}
