// Opens a place for a profile: its store, its journal, and what the index says about it. Used by ProfilePlaces.
import type { AxiomTokenError } from '../base/errors';
import type { KeychainPin, ProfileEntry } from '../ports/profile-index';
import { placeKey } from '../ports/place-key';
import type { StoreChoice } from '../ports/token-places';
import type { TokenStore } from '../ports/token-store';
import { isSameChoice, type Place } from '../storage/place';
import type { SealedJournal } from '../storage/sealed-journal';

/** Makes the store of a profile. `isExpected`: whether tokens were saved there, by the index. `pin`: the keychain provider that has them. */
export type CreateStore = (
  profileId: string,
  choice: StoreChoice,
  isExpected: () => boolean,
  pin: KeychainPin,
) => TokenStore;

export interface ProfilePlaceParts {
  readonly profileId: string;
  readonly choice: StoreChoice;
  /** Why the place must not be used now; it is neither read nor written then. `undefined`: it may be used. */
  readonly refusal: () => AxiomTokenError | undefined;
  readonly createStore: CreateStore;
  /** Makes the journal of the place with this key, if it can have one; not called for a place in memory. */
  readonly createJournal: (place: string) => SealedJournal | undefined;
  /** The profile's entry in the index. */
  readonly readEntry: () => ProfileEntry;
  /** Changes the entry; `change` gets it as it is when its turn has come. */
  readonly updateEntry: (change: (current: ProfileEntry) => ProfileEntry) => Promise<void>;
}

/** A place, and its connection to the index. */
export interface ProfilePlace {
  readonly place: Place;
  /** Call it when the index names this place. Before that, an index entry with the same path is about the place that was in use before. */
  use(): void;
  /** The keychain provider that has the tokens; `undefined` for other places and before the first save. */
  provider(): string | undefined;
}

export function openProfilePlace(parts: ProfilePlaceParts): ProfilePlace {
  const { profileId, choice, refusal, createStore, createJournal, readEntry, updateEntry } = parts;
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
  const opened = createStore(profileId, choice, isExpected, pin);
  const store = withRefusal(opened, refusal);
  const journal = choice.kind === 'memory' ? undefined : createJournal(key);
  return {
    place: { key, choice, store, journal },
    use() {
      isInUse = true;
    },
    provider: () => pin.get(),
  };
}

/** The store, but every call fails while there is a refusal, and nothing is read or written. */
function withRefusal(store: TokenStore, refusal: () => AxiomTokenError | undefined): TokenStore {
  const unlessRefused = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    const refused = refusal();
    if (refused) throw refused;
    return run();
  };
  return {
    kind: store.kind,
    place: store.place,
    get requiredUserAction() {
      return store.requiredUserAction;
    },
    load: () => unlessRefused(() => store.load()),
    save: (record, isWanted) => unlessRefused(() => store.save(record, isWanted)),
    clear: (isWanted) => unlessRefused(() => store.clear(isWanted)),
    ...(store.privacy ? { privacy: store.privacy } : {}),
    ...(store.setAside ? { setAside: (isWanted) => unlessRefused(async () => store.setAside?.(isWanted)) } : {}),
    ...(store.watch ? { watch: (changed) => store.watch?.(changed) } : {}),
  };
}
