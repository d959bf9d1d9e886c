// Says whether a person is waiting now, so that the keychain may show a password prompt. The composition root makes one; handlers of a person's
// actions work inside `run`, the keychain asks `isActive`. Background work does not use it, so it never causes a prompt.

/** One scope for the whole app. Background work that overlaps with a person's action counts as interactive: a person is there to answer. */
export interface InteractiveScope {
  isActive(): boolean;
  /** Runs a person's action; the scope is active until it has ended. */
  run<T>(run: () => Promise<T>): Promise<T>;
}

/** Not active at first. */
export function createInteractiveScope(): InteractiveScope {
  let count = 0;
  return {
    isActive: () => count > 0,
    run: async (run) => {
      count++;
      try {
        return await run();
      } finally {
        count--;
      }
    },
  };
}
