// For `doctor`: tests the state folder (locks and journals) with a lock that no account uses.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../core/ports/clock';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import type { StateFacts } from '../../doctor/state-verdict';
import { namesIn } from '../files/folder-entries';

/** A lock name that no place of tokens has. */
const PLACE = 'check-up';
/** Another check holds the lock only for a moment. */
const WAIT_MS = 1_000;
/** A younger journal file may belong to a refresh or save that is under way. */
const LEFT_AFTER_MS = 2 * 60_000;

export interface InspectStateParts {
  readonly directory: string;
  readonly lock: RefreshLock;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Tests a lock and counts old journal files. @throws AxiomTokenError `STORAGE_*` when the folder or its locks cannot be used */
export async function inspectState({ directory, lock, clock }: InspectStateParts): Promise<StateFacts> {
  const names = await namesIn(directory);
  const isOld = async (name: string): Promise<boolean> => {
    const found = await stat(join(directory, name)).catch((): undefined => undefined);
    return found !== undefined && clock.nowMs() - found.mtimeMs > LEFT_AFTER_MS;
  };
  const countOld = async (ending: string): Promise<number> => {
    let count = 0;
    for (const name of names) if (name.endsWith(ending) && (await isOld(name))) count++;
    return count;
  };
  return {
    lock: await tryLock(lock),
    unfinished: await countOld('.intent.json'),
    unsaved: await countOld('.sealed'),
  };
}

/** Whether a lock that is held is refused to a second caller. */
async function tryLock(lock: RefreshLock): Promise<StateFacts['lock']> {
  const release = await lock.acquire(PLACE, WAIT_MS);
  if (!release) return 'busy';
  try {
    const second = await lock.acquire(PLACE, 0);
    second?.();
    return second ? 'broken' : 'works';
  } finally {
    release();
  }
}
