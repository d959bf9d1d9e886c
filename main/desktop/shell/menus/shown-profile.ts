// Which profile the window shows: the one that menu and shortcuts act on. The page tells; a page can name any, which is why the menu's entries name it, too.

export interface ShownProfile {
  get(): string | undefined;
  set(profileId: string): void;
  /** Calls `listener` after each change. One listener. */
  onChange(listener: () => void): void;
}

/** None is shown at first. */
export function createShownProfile(): ShownProfile {
  let shownId: string | undefined;
  let changed: () => void = () => undefined;
  return {
    get: () => shownId,
    set(profileId) {
      if (profileId === shownId) return;
      shownId = profileId;
      changed();
    },
    onChange(listener) {
      changed = listener;
    },
  };
}
