// Opens a place for a profile: its store, its journal, and what the index says of it. Used by ProfileRegistry.
import type { KeychainPin, ProfileEntry } from '../ports/profile-index';
import { placeKey } from '../ports/place-key';
import type { PlaceKind, StoreChoice } from '../ports/token-places';
import type { TokenStore } from '../ports/token-store';
import { isSameChoice, type Place } from '../storage/place';
import type { SealedJournal } from '../storage/sealed-journal';

/** Makes the store of a profile; `isExpected` says whether the index knows of saved tokens, `pin` which keychain took them. */
export type CreateStore = (
  profileId: string,
  choice: StoreChoice,
  isExpected: () => boolean,
  pin: KeychainPin,
) => TokenStore;

export interface ProfilePlaceParts {
  readonly profileId: string;
  readonly choice: StoreChoice;
  readonly createStore: CreateStore;
  /** Makes the journal of a place, which has this key and kind; not called for a place in memory. */
  readonly createJournal?: ((place: string, kind: PlaceKind) => SealedJournal) | undefined;
  /** The profile's entry in the index. */
  readonly readEntry: () => ProfileEntry;
  /** Changes the entry as it is when its turn has come. */
  readonly updateEntry: (change: (current: ProfileEntry) => ProfileEntry) => Promise<void>;
}

/** A place, and its part of the index. */
export interface ProfilePlace {
  readonly place: Place;
  /** The index names this place from now on: before, what it says of a place of this spelling is about another. */
  use(): void;
  /** The keychain that has taken the tokens; `undefined` for other places and before the first save. */
  provider(): string | undefined;
}

export function openProfilePlace(parts: ProfilePlaceParts): ProfilePlace {
  const { profileId, choice, createStore, createJournal, readEntry, updateEntry } = parts;
  let isInUse = false;
  let fresh: string | undefined;
  const isCurrent = (): boolean => isInUse && isSameChoice(readEntry().store, choice);
  const isExpected = (): boolean => {
    const { hasTokens, removing = [] } = readEntry();
    return (isCurrent() && hasTokens) || removing.some(({ store }) => isSameChoice(store, choice));
  };
  const pin: KeychainPin = {
    get: () => (isCurrent() ? readEntry().keychainProvider : fresh),
    set: async (provider) => {
      fresh = provider;
      if (isCurrent()) await updateEntry((entry) => ({ ...entry, keychainProvider: provider }));
    },
  };
  const key = placeKey(profileId, choice);
  const store = createStore(profileId, choice, isExpected, pin);
  const journal = choice.kind === 'memory' ? undefined : createJournal?.(key, choice.kind);
  return {
    place: { key, choice, store, journal },
    use() {
      isInUse = true;
    },
    provider: () => pin.get(),
  };
}
