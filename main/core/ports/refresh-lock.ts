// Lets only one process refresh a profile at a time.
// Implemented per platform by a lock that the system frees when its holder dies.
import type { Unsubscribe } from './clock';

/** The right to refresh one profile, among all processes of this person. */
export interface RefreshLock {
  /**
   * Waits up to `waitMs` for the lock of a profile. Call the result to release it (twice is harmless); `undefined` when another process still holds
   * it. The lock of a process that died is free.
   * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` when the platform gives no lock
   */
  acquire(profileId: string, waitMs: number): Promise<Unsubscribe | undefined>;
}
