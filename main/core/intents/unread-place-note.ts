// A move away from a place that could not be read since the start: the question to the user before it, and the note in the activity log.
import type { Profile } from '../profiles/profile';
import type { Confirm } from './confirmation';
import { leaveUnreadQuestion } from './questions';

/** The text of the note; call it before the move. `undefined` when the place was read. */
export function unreadPlaceNote({ manager }: Profile): string | undefined {
  const isUnread = ['opening', 'locked', 'unavailable', 'corrupt'].includes(manager.storageFacet);
  if (manager.getTokens() || !isUnread) return undefined;
  return `Tokens that may be in ${manager.place.store.place} could not be read and stay there: choose that place again to use them`;
}

/**
 * Lets the person unlock the place once more, and asks where tokens that are noted there still cannot be read. True: they are to be left.
 * @throws AxiomTokenError `CANCELLED`
 */
export async function agreeToLeave({ name, manager }: Profile, confirm: Confirm): Promise<boolean> {
  if (!manager.storage.holdsUnread) return false;
  await manager.retryStorage();
  const { storageFailure, place } = manager;
  if (!manager.storage.holdsUnread || !storageFailure) return false;
  await confirm(leaveUnreadQuestion({ name, lastingPlace: place.store.place }, storageFailure.message));
  return true;
}
