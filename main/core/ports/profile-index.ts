// Which profiles there are: names and places, no secrets. Implemented by profiles.json; a memory one serves tests.

import type { StoreChoice } from './token-places';

/** One profile as the index knows it. */
export interface ProfileEntry {
  /** `[a-z0-9-]{1,40}`; the first is `default`. The account name of the keychain entry. */
  readonly id: string;
  /** Shown to the person. */
  readonly name: string;
  /** Where its tokens are kept. */
  readonly store: StoreChoice;
  /** Whether tokens were saved for it: then a `null` of the keychain means "locked or unreadable", not "absent". */
  readonly hasTokens: boolean;
  /** Since when its tokens are being removed; absent when that is over. What was saved later is not meant. */
  readonly deletionPendingSinceMs?: number | undefined;
  /** Which keychain took the tokens ("GNOME Keyring"); absent before the first save, and in the index of an older version. */
  readonly keychainProvider?: string | undefined;
}

/** Which keychain keeps a profile's tokens, as the index knows it. */
export interface KeychainPin {
  /** Its name; `undefined` before the first save. */
  get(): string | undefined;
  /** Durable when it resolves. */
  set(provider: string): Promise<void>;
}

/** The list of profiles, in the order shown. Failures: `STORAGE_CORRUPT`, `STORAGE_DENIED`, `STORAGE_FULL`. */
export interface ProfileIndex {
  list(): readonly ProfileEntry[];
  /** Ids of entries that a newer version of the app has made: they are not shown, stay as they are, and are not given again. */
  reservedIds(): readonly string[];
  /**
   * Puts what `change` makes of the entry in its place, or at the end where there is none; durable when it resolves. Several at once follow one
   * another, and each is given the entry as the one before has left it: whoever changes one field must spread the others from there.
   */
  update(id: string, change: (current: ProfileEntry | undefined) => ProfileEntry): Promise<void>;
  remove(id: string): Promise<void>;
}
