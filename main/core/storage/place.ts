// One opened place where a profile's tokens can be stored: its key, store and journal. Also the notes about it in the index.
// Made by openProfilePlace; used by ProfileStorage.
import { placeKey } from '../ports/place-key';
import type { ProfileEntry, Removal } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';
import type { TokenStore } from '../ports/token-store';
import type { SealedJournal } from './sealed-journal';

/** An opened place. */
export interface Place {
  /** The key of the place for all processes of this user: its lock, journal and marks are found by it. Two paths to one place have one key. */
  readonly key: string;
  readonly choice: StoreChoice;
  readonly store: TokenStore;
  /** Absent for a place in memory. */
  readonly journal?: SealedJournal | undefined;
}

/** Whether both are the same place of one profile. Compares the paths as they are, without resolving links. */
export function isSameChoice(a: StoreChoice, b: StoreChoice): boolean {
  return placeKey('', a) === placeKey('', b);
}

/** What the index notes about the storage of one profile. */
export interface StorageNote
  extends Pick<ProfileEntry, 'hasTokens' | 'signIn' | 'neverSaved' | 'decidedAtMs' | 'leftBehind'> {
  readonly removing: readonly Removal[];
}

/** Reads and writes the storage notes of one profile in the index. Failures of `write` are those of the index. */
export interface StorageNotes {
  read(): StorageNote;
  /** Durable when it resolves. `place`: the new place, if the profile has moved. */
  write(note: StorageNote, place?: Place): Promise<void>;
}

/** Notes in memory only, for a profile that is in no index. */
export function createNotesInMemory(): StorageNotes {
  let noted: StorageNote = { hasTokens: false, removing: [] };
  return {
    read: () => noted,
    write: async (note) => {
      noted = note;
    },
  };
}
