// The index of profiles: names and places, no secrets.
// Implemented by profiles.json; in tests by one in memory.
import type { AxiomTokenError } from '../base/errors';
import type { StillWanted } from './still-wanted';
import type { StoreChoice } from './token-places';

/** The form of a profile's id. */
export const PROFILE_ID = /^[a-z0-9-]{1,40}$/;

/** A record that is to go from a place: noted before anything is removed, and kept until it is surely gone. No secret. */
export interface Removal {
  readonly store: StoreChoice;
  /** The sign-in that goes: its id, or the fingerprint of its refresh token. Absent: whatever was saved there until `sinceMs`. */
  readonly signIn?: string | undefined;
  /** The names of that sign-in's account; another account is never removed with it. */
  readonly authenticatedUserId?: string | undefined;
  readonly subject?: string | undefined;
  /** When it was decided, local clock. 0 where that was seen to lie in the future: then it means only what it names. */
  readonly sinceMs: number;
  /** When a person had decided for the sign-in that it names, as far as was known then; see `TokenRecord.decidedAtMs`. */
  readonly signInDecidedAtMs?: number | undefined;
  /** Server time minus local time then; absent where it was small or not known. */
  readonly serverOffsetMs?: number | undefined;
  /**
   * `moved`: the same sign-in is kept in another place, and what is newer here is brought there first. `copied`: as `moved`, for the copy of a move that was
   * not finished and may never have arrived.
   */
  readonly reason: 'signed-out' | 'moved' | 'copied';
}

/** One profile in the index. */
export interface ProfileEntry {
  /** See {@link PROFILE_ID}; the first is `default`. The account name of the keychain entry. */
  readonly id: string;
  /** Shown to the person. */
  readonly name: string;
  /** Where its tokens are kept. */
  readonly store: StoreChoice;
  /** Whether tokens were saved for it: then a keychain that finds nothing is locked or unreadable, not empty. */
  readonly hasTokens: boolean;
  /** The sign-in that was saved last: its id, or the fingerprint of its refresh token. */
  readonly signIn?: string | undefined;
  /** Sign-ins that a person has replaced before they were saved, by their ids: another program may have taken them from the journal, to save them. */
  readonly neverSaved?: readonly string[] | undefined;
  /** When a person decided for what was saved last: whatever is decided later is dated after that, also by a clock that was set back. */
  readonly decidedAtMs?: number | undefined;
  /** What is still to be removed, oldest decision first. */
  readonly removing?: readonly Removal[] | undefined;
  /** The keychain that has the tokens ("GNOME Keyring"); absent before the first save, and in the index of an older version. */
  readonly keychainProvider?: string | undefined;
}

/** The keychain that a profile's tokens were saved in, as stored in the index. */
export interface KeychainPin {
  /** Its name; `undefined` before the first save. */
  get(): string | undefined;
  /** Durable when it resolves. */
  set(provider: string): Promise<void>;
}

/** An entry that this version does not understand. It stays in the list as it is; these are the words for the person. */
export interface UnknownEntry {
  /** Absent when it has none that can be read. */
  readonly id: string | undefined;
  /** Absent when it has none that can be read. */
  readonly name: string | undefined;
  /** `newer-version`: made by a version that knows more, for example another kind of place. `unreadable`: incomplete, or its id stands twice. */
  readonly reason: 'newer-version' | 'unreadable';
}

/**
 * The list of profiles, in the order shown. An entry is found by its id or not at all. Failures: `STORAGE_UNAVAILABLE`, `STORAGE_DENIED`,
 * `STORAGE_FULL`, `TIMEOUT` (another process keeps it busy, or a change is not `isWanted` any more); nothing is changed then, and the caller can go on
 * without.
 */
export interface ProfileIndex {
  /** Why changes are not remembered over a restart, or why the list is not known; `undefined` after a change that was written. */
  readonly trouble: AxiomTokenError | undefined;
  list(): readonly ProfileEntry[];
  /** What else stands in the list, in its order. */
  unknownEntries(): readonly UnknownEntry[];
  /** The ids of {@link unknownEntries}: a new profile must not get one of them. */
  reservedIds(): readonly string[];
  /**
   * Replaces an entry by the result of `change`, or adds it at the end; durable when it resolves. Concurrent calls run one after the other. `change`
   * gets the entry as it is then: a caller that changes one field must spread the others from it; and the other entries, as they are then. What it throws
   * is rejected with, and nothing is changed. Rejects for an entry that is not understood.
   */
  update(
    id: string,
    change: (current: ProfileEntry | undefined, others: readonly ProfileEntry[]) => ProfileEntry,
    isWanted?: StillWanted,
  ): Promise<void>;
  /** Takes an entry out; none of this id is no error. Rejects when one that is not understood has this id. */
  remove(id: string, isWanted?: StillWanted): Promise<void>;
}
