// The key of a place: its name among all processes of this person, for its lock, its journal and its marks. Pure.
import type { StoreChoice } from './token-places';

/** `keychain:<profile id>`, `file:<path>`, `sealed-file:<path>` or `memory:<profile id>`. The path must be the real one: one place has one key. */
export function placeKey(profileId: string, choice: StoreChoice): string {
  return `${choice.kind}:${'path' in choice ? choice.path : profileId}`;
}
