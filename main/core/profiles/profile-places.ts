// The places of all profiles, and what the index says of them: which entry is whose, where it lies really, and who has it already.
// Used by ProfileRegistry.
import { AxiomTokenError } from '../base/errors';
import { placeKey } from '../ports/place-key';
import type { ProfileEntry, ProfileIndex } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';
import type { Place, StorageNotes } from '../storage/place';
import type { Profile } from './profile';
import { openProfilePlace, type ProfilePlace, type ProfilePlaceParts } from './profile-place';

export interface ProfilePlacesOptions extends Pick<ProfilePlaceParts, 'createStore' | 'createJournal'> {
  readonly index: ProfileIndex;
  /** The place with its real path, so that two spellings of a file are one place. @throws AxiomTokenError `STORAGE_*` */
  readonly resolvePlace?: (choice: StoreChoice) => Promise<StoreChoice>;
}

export class ProfilePlaces {
  readonly #options: ProfilePlacesOptions;
  /** Entries that are not in the index yet: they get there with their first tokens. */
  readonly #unlisted = new Map<string, ProfileEntry>();
  /** Why a profile must not use its place, by the profile's id. */
  readonly #shared = new Map<string, { readonly key: string; readonly refusal: AxiomTokenError }>();
  readonly #opened = new WeakMap<Place, ProfilePlace>();

  constructor(options: ProfilePlacesOptions) {
    this.#options = options;
  }

  /** The profile's entry. @throws AxiomTokenError `INVALID_INPUT` when no profile has this id: nothing falls back to another one's entry */
  entry(profileId: string): ProfileEntry {
    const entry = this.#options.index.list().find(({ id }) => id === profileId) ?? this.#unlisted.get(profileId);
    if (entry) return entry;
    throw new AxiomTokenError('INVALID_INPUT', { message: 'There is no such account.' });
  }

  /** The index learns of this entry with its first tokens; until then it is known here. */
  addUnlisted(entry: ProfileEntry): void {
    this.#unlisted.set(entry.id, entry);
  }

  forget(profileId: string): void {
    this.#unlisted.delete(profileId);
    this.#shared.delete(profileId);
  }

  /** Opens a place for a profile; it is in use once the index names it. */
  open(profileId: string, choice: StoreChoice): ProfilePlace {
    const { createStore, createJournal, index } = this.#options;
    const opened: ProfilePlace = openProfilePlace({
      profileId,
      choice,
      refusal: () => {
        const shared = this.#shared.get(profileId);
        return shared?.key === placeKey(profileId, choice) ? shared.refusal : undefined;
      },
      createStore,
      createJournal,
      readEntry: () => this.entry(profileId),
      updateEntry: (change) => index.update(profileId, (current = this.entry(profileId)) => change(current)),
    });
    this.#opened.set(opened.place, opened);
    return opened;
  }

  /** The profile's entry, as its storage sees it. `isGone`: whether the profile was taken out of the list, where nothing that is under way puts it back. */
  notesOf(profileId: string, isGone: () => boolean): StorageNotes {
    return {
      read: () => {
        const { hasTokens, signIn, removing = [] } = this.entry(profileId);
        return { hasTokens, signIn, removing };
      },
      write: async ({ hasTokens, signIn, removing }, place) => {
        if (isGone()) return;
        const opened = place && this.#opened.get(place);
        await this.#options.index.update(profileId, (current = this.entry(profileId)) => ({
          ...current,
          ...(opened ? { store: opened.place.choice, keychainProvider: opened.provider() } : {}),
          hasTokens,
          signIn,
          removing: removing.length > 0 ? removing : undefined,
        }));
        opened?.use();
      },
    };
  }

  /** The choice with its real path. @throws AxiomTokenError `STORAGE_UNAVAILABLE`, `STORAGE_DENIED` when its folder cannot be found */
  resolve(choice: StoreChoice): Promise<StoreChoice> {
    return this.#options.resolvePlace?.(choice) ?? Promise.resolve(choice);
  }

  /** Finds files that two entries of an older index name, each in its own spelling: only the first of them uses the file. */
  async findShared(profiles: readonly Profile[]): Promise<void> {
    const owners = new Map<string, Profile>();
    for (const profile of profiles) {
      const { id, manager, store } = profile;
      // A drive that is not there now has the path that was noted.
      const real = placeKey(id, await this.resolve(store).catch(() => store));
      const owner = owners.get(real);
      if (owner) this.#shared.set(id, { key: manager.place.key, refusal: sharedPlace(owner.name) });
      else owners.set(real, profile);
    }
  }

  /** One place belongs to one profile. @throws AxiomTokenError `INVALID_INPUT`, with the name of the profile that has it */
  refuseOwned(profileId: string, choice: StoreChoice, profiles: readonly Profile[]): void {
    const key = placeKey(profileId, choice);
    const owner = profiles.find(({ id, manager }) => id !== profileId && manager.place.key === key);
    if (owner) throw sharedPlace(owner.name);
  }
}

function sharedPlace(ownerName: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `${ownerName} keeps its tokens there already.`,
    remedy: 'Choose another place: each account needs one of its own. Nothing was changed.',
  });
}
