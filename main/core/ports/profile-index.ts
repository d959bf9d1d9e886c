// The index of profiles: names and places, no secrets.
// Implemented by profiles.json, and in memory for tests.
import type { AxiomTokenError } from '../base/errors';
import type { StillWanted } from './still-wanted';
import type { StoreChoice } from './token-places';

/** The pattern of a profile's id. */
export const PROFILE_ID = /^[a-z0-9-]{1,40}$/;

/** A removal that is pending: noted before anything is removed from a place, and kept until the record is certainly gone. Not secret. */
export interface Removal {
  readonly store: StoreChoice;
  /** The sign-in to remove: its id, or the fingerprint of its refresh token. Absent: whatever was saved there up to `sinceMs`. */
  readonly signIn?: string | undefined;
  /** The ids of that sign-in's account; a record of another account is never removed. */
  readonly authenticatedUserId?: string | undefined;
  readonly subject?: string | undefined;
  /** When the removal was decided, local clock. 0 when that time turned out to be in the future: then only the named sign-in is removed. */
  readonly sinceMs: number;
  /** When the user had brought the named sign-in, as far as it was known then; see `TokenRecord.decidedAtMs`. */
  readonly signInDecidedAtMs?: number | undefined;
  /** The clock skew at that time (server minus local); absent when it was small or not known. */
  readonly serverOffsetMs?: number | undefined;
  /**
   * `moved`: the same sign-in is kept in another place now; a newer record here is copied there first. `copied`: as `moved`, for the copy of a move that was
   * not finished; the copy may never have been written.
   */
  readonly reason: 'signed-out' | 'moved' | 'copied';
}

/** One profile in the index. */
export interface ProfileEntry {
  /** See {@link PROFILE_ID}; the first profile is `default`. Also the account name of the keychain entry. */
  readonly id: string;
  /** Shown to the user. */
  readonly name: string;
  /** Where its tokens are kept. */
  readonly store: StoreChoice;
  /** Whether tokens were saved for it. If so, a keychain that finds nothing counts as locked or unreadable, not as empty. */
  readonly hasTokens: boolean;
  /** The sign-in that was saved last: its id, or the fingerprint of its refresh token. */
  readonly signIn?: string | undefined;
  /** The ids of sign-ins that the user replaced before they were saved. Another program may have read them from the journal and save them. */
  readonly neverSaved?: readonly string[] | undefined;
  /** When the user brought what was saved last. Later decisions are dated after it, even if the clock was set back. */
  readonly decidedAtMs?: number | undefined;
  /** Pending removals, oldest decision first. */
  readonly removing?: readonly Removal[] | undefined;
  /** Places that the user left although tokens that are noted there could not be read: they may still be there. */
  readonly leftBehind?: readonly StoreChoice[] | undefined;
  /** The keychain provider that has the tokens ("GNOME Keyring"); absent before the first save, and in the index of an older version. */
  readonly keychainProvider?: string | undefined;
}

/** Reads and writes the keychain provider of a profile in the index. */
export interface KeychainPin {
  /** The name of the provider; `undefined` before the first save. */
  get(): string | undefined;
  /** Durable when it resolves. */
  set(provider: string): Promise<void>;
}

/** An entry that this version does not understand. It stays in the index unchanged; these fields describe it to the user. */
export interface UnknownEntry {
  /** Absent when it cannot be read. */
  readonly id: string | undefined;
  /** Absent when it cannot be read. */
  readonly name: string | undefined;
  /**
   * `newer-version`: made by a version that knows more, for example another kind of place. `unreadable`: incomplete,
   * or its id occurs twice.
   */
  readonly reason: 'newer-version' | 'unreadable';
}

/** A profile that was removed from the list. Its id is never given to another one; the newest {@link MOST_REMOVED} are remembered. */
export type RemovedProfile = Pick<ProfileEntry, 'id' | 'name'>;

export const MOST_REMOVED = 1000;

/**
 * The list of profiles, in the order shown. Entries are found by id only. Failures: `STORAGE_UNAVAILABLE`,
 * `STORAGE_DENIED`, `STORAGE_FULL`, `TIMEOUT` (another process keeps the index busy, or `isWanted` returned false).
 * Nothing is changed then, and the caller can continue without the change.
 */
export interface ProfileIndex {
  /** Why the last change could not be written, or why the list could not be read; `undefined` after a change that was written. */
  readonly trouble: AxiomTokenError | undefined;
  list(): readonly ProfileEntry[];
  /** The entries that this version does not understand, in their order. */
  unknownEntries(): readonly UnknownEntry[];
  /** The profiles that were removed, oldest first: the audit trail and the activity log still show their names. */
  removed(): readonly RemovedProfile[];
  /** The ids of {@link unknownEntries} and of {@link removed}: a new profile must not get one of them. */
  reservedIds(): readonly string[];
  /**
   * Replaces an entry with the result of `change`, or adds it at the end; durable when it resolves. Concurrent calls run one after another. `change` gets the
   * present entry and the other entries; to change one field, spread the others from the present entry. If `change` returns `undefined`, the
   * list stays as it is. If it throws, nothing is changed and this call rejects with the same error. Rejects for an entry that this version does not understand.
   */
  update(
    id: string,
    change: (current: ProfileEntry | undefined, others: readonly ProfileEntry[]) => ProfileEntry | undefined,
    isWanted?: StillWanted,
  ): Promise<void>;
  /**
   * Removes an entry, and adds it to {@link removed}, unless it is taken back because it never had tokens; it is no error when there is none with this id. Rejects for
   * an entry that this version does not understand.
   */
  remove(id: string, isWanted?: StillWanted, isTakenBack?: boolean): Promise<void>;
}
