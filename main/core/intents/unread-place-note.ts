// Used when a profile moves away from a place that could not be read since the start: the question to the user, and
// the note in the activity log.
import type { AxiomTokenError } from '../base/errors';
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
 * Tries to read the place once more; the user may unlock it meanwhile. Returns why tokens that are noted there cannot
 * be read; `undefined` when they can, or when there are none.
 */
export async function unreadFailure({ manager }: Pick<Profile, 'manager'>): Promise<AxiomTokenError | undefined> {
  if (!manager.storage.holdsUnread) return undefined;
  await manager.retryStorage();
  return manager.storage.holdsUnread ? manager.storageFailure : undefined;
}

/**
 * Lets the user unlock the place once more. If tokens that are noted there still cannot be read, asks whether to leave them there. True: the user agreed to that.
 * @throws AxiomTokenError `CANCELLED`
 */
export async function agreeToLeave({ name, manager }: Profile, confirm: Confirm): Promise<boolean> {
  const failure = await unreadFailure({ manager });
  if (!failure) return false;
  await confirm(leaveUnreadQuestion({ name, lastingPlace: manager.place.store.place }, failure.message));
  return true;
}
