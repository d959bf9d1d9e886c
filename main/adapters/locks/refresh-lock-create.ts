// Chooses the refresh lock of a platform: each is one that the system takes away from a holder that died. Called by the composition root.
import type { Clock } from '../../core/ports/clock';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import { createExlockRefreshLock } from './refresh-lock-exlock';
import { createFlockRefreshLock } from './refresh-lock-flock';
import { createPipeRefreshLock } from './refresh-lock-pipe';

export interface CreateRefreshLockOptions {
  /** A folder of its own inside the app's; made with mode 0700 at the first lock. All programs that shall exclude each other name the same. */
  readonly directory: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** Where `PATH` is read, for the program `flock`. */
  readonly env: NodeJS.ProcessEnv;
}

/** One lock for all profiles; nothing starts before the first call. */
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
