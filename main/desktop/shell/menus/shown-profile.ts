// The profile that the window shows; menu and shortcuts act on it. The page reports it and could name any, so the menu entries show the profile's name.

export interface ShownProfile {
  get(): string | undefined;
  set(profileId: string): void;
  /** Calls `listener` after each change. One listener. */
  onChange(listener: () => void): void;
}

/** At first no profile is shown. */
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
