// The note in the activity log when a profile moves away from a place that could not be read since the start. Used by everything that moves tokens.
import type { Profile } from '../profiles/profile';

/** The text of the note; call it before the move. `undefined` when the place was read. */
export function unreadPlaceNote({ manager }: Profile): string | undefined {
  const isUnread = ['opening', 'locked', 'unavailable', 'corrupt'].includes(manager.storageFacet);
  if (manager.getTokens() || !isUnread) return undefined;
  return `Tokens that may be in ${manager.place.store.place} could not be read and stay there: choose that place again to use them`;
}
