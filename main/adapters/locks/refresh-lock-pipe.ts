// The refresh lock on Windows: the process that owns the named pipe has the lock. Windows lets only one process create the first instance of a pipe,
// and removes it when that process dies. No data is sent over it. Made by createRefreshLock.
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import { prepareStateFolder } from '../places/state-folder';
import { retryFor } from './refresh-lock-retry';
import { errnoOf } from '../files/storage-error';

export interface PipeRefreshLockOptions {
  /** The state folder; made when missing, because a refresh writes its journal there. Its path separates the locks of different users. */
  readonly directory: string;
  readonly clock: Clock;
  /** Prefix of the pipe names: `\\.\pipe\` on Windows. */
  readonly prefix: string;
}

/** The lock over named pipes. Tried every {@link RETRY_MS}. */
export function createPipeRefreshLock({ directory, clock, prefix }: PipeRefreshLockOptions): RefreshLock {
  return {
    acquire: async (place, waitMs) => {
      await prepareStateFolder(directory);
      // Lower case, because Windows paths ignore case. A hash is short enough for a name and does not show the path.
      const name = createHash('sha256')
        .update(`${resolve(directory).toLowerCase()}\0${place}`)
        .digest('hex');
      return retryFor(clock, waitMs, () => listen(`${prefix}axiom-token-manager-${name.slice(0, 32)}`));
    },
  };
}

function listen(name: string): Promise<Unsubscribe | undefined> {
  return new Promise((settle, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.on('error', (error) => {
      if (errnoOf(error) === 'EADDRINUSE') settle(undefined);
      else reject(refusal(error));
    });
    server.listen({ path: name, exclusive: true }, () => settle(() => void server.close()));
  });
}

function refusal(error: Error): AxiomTokenError {
  const isDenied = errnoOf(error) === 'EACCES';
  return new AxiomTokenError(isDenied ? 'STORAGE_DENIED' : 'STORAGE_UNAVAILABLE', {
    message: 'Windows gave no lock to keep two programs from refreshing at the same time, so nothing is refreshed.',
    remedy: 'Start the app in your own desktop session, then retry. Your tokens are untouched.',
    cause: error,
  });
}
