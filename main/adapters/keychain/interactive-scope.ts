// Whether a person is waiting for the keychain right now, so that it may ask for a password. The composition root makes one; handlers of what a
// person did run inside `during`, the keychain looks at `isWaiting`. Background work never sets it, so it never raises a prompt.

/** One mark for the whole app. Work in the background that overlaps with a person's is taken as the person's: somebody is there to answer. */
export interface InteractiveScope {
  isActive(): boolean;
  /** Runs what a person asked for; the mark stands until it has ended. */
  run<T>(run: () => Promise<T>): Promise<T>;
}

/** The mark, down at first. */
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
