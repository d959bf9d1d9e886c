// Lets only one process at a time refresh, write or remove what lies at a place.
// Implemented per platform by a lock that the system frees when its holder dies.
import type { Unsubscribe } from './clock';

/** The right to one place, among all processes of this person, whatever their data folders are. */
export interface RefreshLock {
  /**
   * Waits up to `waitMs` for the lock of a place; `place` is its key (`placeKey`). Call the result to release it (twice is harmless); `undefined` when
   * another process still holds it. The lock of a process that died is free.
   * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_FULL`, `STORAGE_UNAVAILABLE` when the platform gives no lock
   */
  acquire(place: string, waitMs: number): Promise<Unsubscribe | undefined>;
}
