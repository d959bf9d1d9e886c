// An index of profiles in memory, under the same contract as profiles.json.
import { withEntry } from '../../../../main/adapters/app-data/profiles-file';
import type { ProfileEntry, ProfileIndex } from '../../../../main/core/ports/profile-index';

/** Forgets everything with the test. */
export function createMemoryProfileIndex(entries: readonly ProfileEntry[] = []): ProfileIndex {
  let kept = entries;
  return {
    list: () => kept,
    put: async (entry) => {
      kept = withEntry(kept, entry);
    },
    remove: async (id) => {
      kept = kept.filter((present) => present.id !== id);
    },
  };
}
