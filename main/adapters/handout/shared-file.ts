// Makes changes of a file that several processes write one at a time.
import { AxiomTokenError } from '../../core/base/errors';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { RefreshLock } from '../../core/ports/refresh-lock';

export interface SharedFileParts {
  readonly path: string;
  /** Prevents changes of several processes at once; held for one change only. */
  readonly lock: RefreshLock;
  readonly logger: Logger;
}

/** How long a change waits for those of other processes. */
const LOCK_WAIT_MS = 10_000;

/**
 * Runs `run` while no other process changes the file. If the system gives no lock, it runs without one.
 * @throws AxiomTokenError `TIMEOUT` when another process holds the lock for too long; as `run`
 */
export async function underLock<Result>(
  name: string,
  { path, lock, logger }: SharedFileParts,
  run: () => Promise<Result>,
): Promise<Result> {
  const nothing: Unsubscribe = () => undefined;
  const release = await lock.acquire(`${name}:${path}`, LOCK_WAIT_MS).catch((error: unknown) => {
    logger.error('no lock could be taken; the file is changed without it', error, { path });
    return nothing;
  });
  if (!release) {
    throw new AxiomTokenError('TIMEOUT', {
      message: `Another program is using ${path}.`,
      remedy: 'Try again in a moment. Nothing was changed.',
    });
  }
  try {
    return await run();
  } finally {
    release();
  }
}
