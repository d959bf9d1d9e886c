// Writes a whole entry into an index of profiles and replaces an existing one, for the set-up of a test. The app only changes entries.
import type { ProfileEntry, ProfileIndex } from '../../main/core/ports/profile-index';

/** The entry is in the index when this resolves. */
export function putProfile(index: ProfileIndex, entry: ProfileEntry): Promise<void> {
  return index.update(entry.id, () => entry);
}
