// A lock between processes: only one at a time may refresh, write or remove the tokens at a place.
// Implemented for each platform by a lock that the operating system releases when its holder dies.
import type { Unsubscribe } from './clock';

/** The locks of all places, shared by all processes of this user, whatever their data folders are. */
export interface RefreshLock {
  /**
   * Waits up to `waitMs` for the lock of a place; `place` is its key (`placeKey`). Call the result to release it (twice is harmless); `undefined` when
   * another process still holds it. The lock of a process that died is free.
   * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_FULL`, `STORAGE_UNAVAILABLE` when the platform gives no lock
   */
  acquire(place: string, waitMs: number): Promise<Unsubscribe | undefined>;
}
