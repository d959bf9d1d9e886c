// An index of profiles in memory. It passes the same contract tests as profiles.json.
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { StillWanted } from '../../../../main/core/ports/still-wanted';
import type {
  ProfileEntry,
  ProfileIndex,
  RemovedProfile,
  UnknownEntry,
} from '../../../../main/core/ports/profile-index';

/** The index, and what a test can do to it. */
export interface MemoryProfileIndex extends ProfileIndex {
  /** From now on changes fail with this error; `undefined`: they work again, and the next one ends the failure state. */
  breakWith(error: AxiomTokenError | undefined): void;
}

/** Starts with `entries`, and `unknown` ones beside them; nothing is saved. */
export function createMemoryProfileIndex(
  entries: readonly ProfileEntry[] = [],
  unknown: readonly UnknownEntry[] = [],
): MemoryProfileIndex {
  let kept = entries;
  let removed: readonly RemovedProfile[] = [];
  let broken: AxiomTokenError | undefined;
  let trouble: AxiomTokenError | undefined;
  const change = (id: string, next: () => readonly ProfileEntry[], isWanted?: StillWanted): void => {
    if (isWanted?.() === false) throw new AxiomTokenError('TIMEOUT');
    if (broken) {
      trouble = broken;
      throw broken;
    }
    if (unknown.some((entry) => entry.id === id)) throw new AxiomTokenError('STORAGE_UNAVAILABLE');
    kept = next();
    trouble = undefined;
  };
  return {
    get trouble() {
      return trouble;
    },
    breakWith(error) {
      broken = error;
    },
    list: () => kept,
    unknownEntries: () => unknown,
    removed: () => removed,
    reservedIds: () => [...unknown, ...removed].flatMap(({ id }) => (id === undefined ? [] : [id])),
    update: async (id, changeEntry, isWanted) =>
      change(
        id,
        () => {
          const former = kept.find((entry) => entry.id === id);
          const others = kept.filter((entry) => entry !== former);
          const next = changeEntry(former, others);
          if (!next) return kept;
          removed = removed.filter((other) => other.id !== id);
          return former ? kept.map((entry) => (entry === former ? next : entry)) : [...kept, next];
        },
        isWanted,
      ),
    remove: async (id, isWanted, isTakenBack = false) =>
      change(
        id,
        () => {
          const gone = kept.filter((present) => present.id === id).map(({ name }) => ({ id, name }));
          if (!isTakenBack) removed = [...removed.filter((other) => other.id !== id || gone.length === 0), ...gone];
          return kept.filter((present) => present.id !== id);
        },
        isWanted,
      ),
  };
}
