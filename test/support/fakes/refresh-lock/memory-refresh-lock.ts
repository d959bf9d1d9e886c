// A refresh lock in one process, for tests of the core. Two locks with the same table act as two programs.
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../../../../main/core/ports/clock';
import type { RefreshLock } from '../../../../main/core/ports/refresh-lock';

type Waiter = (release: Unsubscribe) => void;

/** The waiters of each held lock; a lock without an entry is free. */
export type LockTable = Map<string, Waiter[]>;

/** First come, first served; waits at most a minute. */
export function createMemoryRefreshLock(clock: Clock, table: LockTable = new Map()): RefreshLock {
  const take = (place: string): Unsubscribe => {
    let isLocked = true;
    return () => {
      if (!isLocked) return;
      isLocked = false;
      const next = table.get(place)?.shift();
      if (next) next(take(place));
      else table.delete(place);
    };
  };
  return {
    acquire: async (place, waitMs) => {
      const line = table.get(place);
      if (!line) {
        table.set(place, []);
        return take(place);
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

/** One call of `acquire`. */
export interface LockRequest {
  readonly place: string;
  readonly waitMs: number;
}

/** `inner`, with every call recorded in `asked`. */
export function createRecordingLock(inner: RefreshLock, asked: LockRequest[]): RefreshLock {
  return {
    acquire: (place, waitMs) => {
      asked.push({ place, waitMs });
      return inner.acquire(place, waitMs);
    },
  };
}
