// Records whether the user is waiting for something, so that the keychain may show a password prompt. The composition
// root makes one; handlers of the user's actions work inside `run`, and the keychain asks `isActive`. Background work
// does not use it, so it never causes a prompt.

/** One scope for the whole app. Background work during an action of the user counts as interactive too, because the user is there to answer. */
export interface InteractiveScope {
  isActive(): boolean;
  /** Runs an action of the user; the scope is active until it has ended. */
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
