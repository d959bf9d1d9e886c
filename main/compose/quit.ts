// Saves unsaved tokens before the app quits: writes that are under way or failed a moment ago. Called by main/desktop/index.ts.
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { ProfileRegistry } from '../core/profiles/profile-registry';

const LONGEST_WAIT_MS = 3_000;

/** Retries the save of every unsaved profile once; resolves when all retries have ended, or after three seconds. */
export async function finishWrites(registry: ProfileRegistry, clock: Clock): Promise<void> {
  const unsaved = registry.list().filter(({ manager }) => manager.hasUnsavedTokens);
  if (unsaved.length === 0) return;
  let cancel: Unsubscribe = () => undefined;
  const deadline = new Promise<void>((resolve) => {
    cancel = clock.setTimer(LONGEST_WAIT_MS, resolve);
  });
  await Promise.race([Promise.all(unsaved.map(({ manager }) => manager.retryStorage())), deadline]);
  cancel();
}
