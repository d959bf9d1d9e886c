// Lets only one process refresh a profile at a time. Implemented per platform by a lock that the system frees when its holder dies.
import type { Unsubscribe } from './clock';

/** The right to refresh one profile, among all processes of this person. */
export interface RefreshLock {
  /**
   * Waits up to `waitMs` for the lock of a profile. The result gives it back (calling it twice is harmless); `undefined` when another process
   * still holds it. A holder that died does not hold it any more.
   * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` when no lock can be had at all
   */
  acquire(profileId: string, waitMs: number): Promise<Unsubscribe | undefined>;
}
