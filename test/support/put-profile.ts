// Writes a whole entry into an index of profiles, whatever was there: how a test sets the stage. The app changes entries, and never so.
import type { ProfileEntry, ProfileIndex } from '../../main/core/ports/profile-index';

/** The entry is in the index when this resolves. */
export function putProfile(index: ProfileIndex, entry: ProfileEntry): Promise<void> {
  return index.update(entry.id, () => entry);
}
