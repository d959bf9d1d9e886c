// The refresh lock on macOS: the lock file is opened with an exclusive lock, held as long as the file is open. The kernel closes it when this process
// dies, and child processes do not inherit it. Made by createRefreshLock.
import { constants } from 'node:fs';
import * as nodeFileSystem from 'node:fs/promises';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import { prepareLockFile } from './refresh-lock-folder';
import { retryFor } from './refresh-lock-retry';
import { errnoOf, toStorageError } from '../files/storage-error';

export interface ExlockRefreshLockOptions {
  /** The state folder; made when missing. */
  readonly directory: string;
  readonly clock: Clock;
  /** Replaces the system's `open` on systems without such a lock, for tests. */
  readonly open?: (
    path: string,
    flags: number,
    mode: number,
  ) => Promise<Pick<nodeFileSystem.FileHandle, 'close' | 'chmod'>>;
}

/** `O_EXLOCK` of macOS (sys/fcntl.h); Node has no name for it. */
export const O_EXLOCK = 0x20;

/** The lock over `open` with `O_EXLOCK`. Tried every {@link RETRY_MS}. */
export function createExlockRefreshLock(options: ExlockRefreshLockOptions): RefreshLock {
  const { directory, clock, open = nodeFileSystem.open } = options;
  // Non-blocking: a lock that is held gives an error at once; otherwise a thread would wait.
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK | O_EXLOCK;
  return {
    async acquire(place, waitMs) {
      const path = await prepareLockFile(directory, place);
      return retryFor(clock, waitMs, async (): Promise<Unsubscribe | undefined> => {
        try {
          const file = await open(path, flags, 0o600);
          // A failed close is ignored: the lock ends with this process at the latest.
          const release = (): void => void file.close().catch(() => undefined);
          try {
            await file.chmod(0o600);
          } catch (error) {
            release();
            throw error;
          }
          return release;
        } catch (error) {
          const errno = errnoOf(error);
          if (errno === 'EAGAIN' || errno === 'EWOULDBLOCK') return undefined;
          throw toStorageError(error, path, 'write');
        }
      });
    },
  };
}
