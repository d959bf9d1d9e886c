// Chooses the refresh lock of a platform.
// Each is a lock that the operating system releases when its process dies. Called by the composition root.
import type { Clock } from '../../core/ports/clock';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import { createExlockRefreshLock } from './refresh-lock-exlock';
import { createFlockRefreshLock } from './refresh-lock-flock';
import { createPipeRefreshLock } from './refresh-lock-pipe';

export interface CreateRefreshLockOptions {
  /** The state folder; made at the first lock. Only processes with the same folder exclude each other. */
  readonly directory: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** The environment; `PATH` is used to find the program `flock`. */
  readonly env: NodeJS.ProcessEnv;
}

/** One lock for all places; nothing starts before the first call. */
export function createRefreshLock({ directory, platform, clock, env }: CreateRefreshLockOptions): RefreshLock {
  switch (platform) {
    case 'darwin':
      return createExlockRefreshLock({ directory, clock });
    case 'win32':
      return createPipeRefreshLock({ directory, clock, prefix: '\\\\.\\pipe\\' });
    default:
      return createFlockRefreshLock({ directory, clock, env });
  }
}
