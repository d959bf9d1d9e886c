// An index of profiles in memory. It passes the same contract tests as profiles.json.
import type { ProfileEntry, ProfileIndex } from '../../../../main/core/ports/profile-index';

/** Starts with `entries`; nothing is saved. */
export function createMemoryProfileIndex(entries: readonly ProfileEntry[] = []): ProfileIndex {
  let kept = entries;
  return {
    list: () => kept,
    reservedIds: () => [],
    update: async (id, change) => {
      const next = change(kept.find((entry) => entry.id === id));
      const isThere = kept.some((entry) => entry.id === id);
      kept = isThere ? kept.map((entry) => (entry.id === id ? next : entry)) : [...kept, next];
    },
    remove: async (id) => {
      kept = kept.filter((present) => present.id !== id);
    },
  };
}
