// One place where a profile's tokens can lie, opened: its key, its store and its journal. And what is noted of it.
// Made by ProfileRegistry; used by ProfileStorage.
import { placeKey } from '../ports/place-key';
import type { ProfileEntry, Removal } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';
import type { TokenStore } from '../ports/token-store';
import type { SealedJournal } from './sealed-journal';

/** An opened place. */
export interface Place {
  /** Names the place among all processes of this person: its lock, its journal and its marks. Two spellings of one place have one key. */
  readonly key: string;
  readonly choice: StoreChoice;
  readonly store: TokenStore;
  /** Absent for a place that lasts only as long as the program. */
  readonly journal?: SealedJournal | undefined;
}

/** Whether both are the same place of one profile, as they are spelled. */
export function isSameChoice(a: StoreChoice, b: StoreChoice): boolean {
  return placeKey('', a) === placeKey('', b);
}

/** What the index remembers of one profile's storage. */
export interface StorageNote extends Pick<ProfileEntry, 'hasTokens' | 'signIn' | 'neverSaved' | 'decidedAtMs'> {
  readonly removing: readonly Removal[];
}

/** The profile's entry in the index, as its storage sees it. Failures of the writes are those of the index. */
export interface StorageNotes {
  read(): StorageNote;
  /** Durable when it resolves. `place`: given when the profile has moved there. */
  write(note: StorageNote, place?: Place): Promise<void>;
}

/** Notes that last as long as the program, for a profile that is in no index. */
export function createNotesInMemory(): StorageNotes {
  let noted: StorageNote = { hasTokens: false, removing: [] };
  return {
    read: () => noted,
    write: async (note) => {
      noted = note;
    },
  };
}
