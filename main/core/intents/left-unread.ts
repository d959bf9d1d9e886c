// What the activity says of a move away from a place that could not be read since the start. Used by whatever moves tokens.
import type { Profile } from '../profiles/profile';

/** The words, asked before the move; `undefined` where there is nothing to say. */
export function leftUnread({ manager }: Profile): string | undefined {
  const isUnread = ['opening', 'locked', 'unavailable', 'corrupt'].includes(manager.storageFacet);
  if (manager.getTokens() || !isUnread) return undefined;
  return `Tokens that may be in ${manager.place.store.place} could not be read and stay there: choose that place again to use them`;
}
