// The index of profiles for this run only: tests, and a run that keeps nothing.
import type { ProfileEntry, ProfileIndex } from '../core/ports/profile-index';

/** An index that forgets everything when the app ends. */
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

/** The list with the entry in place of the one with its id, or at the end. */
export function withEntry(entries: readonly ProfileEntry[], entry: ProfileEntry): readonly ProfileEntry[] {
  const isThere = entries.some(({ id }) => id === entry.id);
  return isThere ? entries.map((present) => (present.id === entry.id ? entry : present)) : [...entries, entry];
}
