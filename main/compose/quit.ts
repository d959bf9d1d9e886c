// What must be over before the app ends: writes of tokens that are under way or failed a moment ago.
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { ProfileRegistry } from '../core/profiles/profile-registry';

const LONGEST_WAIT_MS = 3_000;

/** Gives every unsaved profile one more try; resolves when all have been tried, or after three seconds. */
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
