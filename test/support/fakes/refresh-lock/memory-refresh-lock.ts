// A refresh lock within one process, for tests of the core. Two programs are two of them over one table.
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../../../../main/core/ports/clock';
import type { RefreshLock } from '../../../../main/core/ports/refresh-lock';

type Waiter = (release: Unsubscribe) => void;

/** Who waits for each lock that is held; one that is missing is free. */
export type LockTable = Map<string, Waiter[]>;

/** The lock; waits in line, at most a minute. */
export function createMemoryRefreshLock(clock: Clock, table: LockTable = new Map()): RefreshLock {
  const take = (profileId: string): Unsubscribe => {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const next = table.get(profileId)?.shift();
      if (next) next(take(profileId));
      else table.delete(profileId);
    };
  };
  return {
    acquire: async (profileId, waitMs) => {
      const line = table.get(profileId);
      if (!line) {
        table.set(profileId, []);
        return take(profileId);
      }
      if (waitMs <= 0) return undefined;
      return new Promise((resolve) => {
        const enter: Waiter = (release) => {
          cancel();
          resolve(release);
        };
        const cancel = clock.setTimer(Math.min(waitMs, MAX_TIMER_MS), () => {
          line.splice(line.indexOf(enter), 1);
          resolve(undefined);
        });
        line.push(enter);
      });
    },
  };
}

/** For which profile a lock was asked, and how long who asked was ready to wait. */
export interface LockRequest {
  readonly profileId: string;
  readonly waitMs: number;
}

/** The lock, which notes in `asked` what it was asked for. */
export function createRecordingLock(inner: RefreshLock, asked: LockRequest[]): RefreshLock {
  return {
    acquire: (profileId, waitMs) => {
      asked.push({ profileId, waitMs });
      return inner.acquire(profileId, waitMs);
    },
  };
}
