// The places of all profiles, and what the index says of them: which entry is whose, where it lies really, and who has it already.
// Used by ProfileRegistry.
import { AxiomTokenError } from '../base/errors';
import { withDeadline } from '../flow/deadline';
import type { Clock } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { Journal } from '../ports/journal';
import type { Logger } from '../ports/logger';
import { placeKey } from '../ports/place-key';
import type { ProfileEntry, ProfileIndex } from '../ports/profile-index';
import type { PlaceKind, StoreChoice } from '../ports/token-places';
import { driveNotAnswering, FILE_DEADLINE_MS } from '../storage/file-deadline';
import type { OneUse } from '../storage/one-use';
import type { Place, StorageNote, StorageNotes } from '../storage/place';
import { SealedJournal } from '../storage/sealed-journal';
import type { Profile } from './profile';
import { openProfilePlace, type ProfilePlace, type ProfilePlaceParts } from './profile-place';
import { sharedPlace, SharedFiles } from './shared-files';

export interface ProfilePlacesOptions extends Pick<ProfilePlaceParts, 'createStore'> {
  /** Makes the journal of a place, which has this key and kind; not called for a place in memory. */
  readonly createJournal?: (place: string, kind: PlaceKind) => Journal;
  /** Knows the refresh tokens that are used up. */
  readonly oneUse?: OneUse;
  readonly index: ProfileIndex;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The place with its real path, so that two spellings of a file are one place. @throws AxiomTokenError `STORAGE_*` */
  readonly resolvePlace?: (choice: StoreChoice) => Promise<StoreChoice>;
}

export class ProfilePlaces {
  readonly #options: ProfilePlacesOptions;
  /** Entries that are not in the index yet: they get there with their first tokens. */
  readonly #unlisted = new Map<string, ProfileEntry>();
  /** What a list that could not be written does not know of a profile. */
  readonly #untold = new Map<string, StorageNote>();
  readonly #shared: SharedFiles;
  readonly #opened = new WeakMap<Place, ProfilePlace>();

  constructor(options: ProfilePlacesOptions) {
    this.#options = options;
    this.#shared = new SharedFiles(options.clock, (choice) => this.#findReal(choice));
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
    this.#untold.delete(profileId);
    this.#shared.forget(profileId);
  }

  /** Opens a place for a profile; it is in use once the index names it. */
  open(profileId: string, choice: StoreChoice): ProfilePlace {
    const { createStore, index } = this.#options;
    const opened: ProfilePlace = openProfilePlace({
      profileId,
      choice,
      refusal: () => this.#shared.refusal(profileId, placeKey(profileId, choice)),
      createStore,
      createJournal: (key) => this.#createJournal(key, choice.kind),
      readEntry: () => ({ ...this.entry(profileId), ...this.#untold.get(profileId) }),
      updateEntry: (change) => index.update(profileId, (current = this.entry(profileId)) => change(current)),
    });
    this.#opened.set(opened.place, opened);
    return opened;
  }

  /** The profile's entry, as its storage sees it. `isGone`: whether the profile was taken out of the list, where nothing that is under way puts it back. */
  notesOf(profileId: string, isGone: () => boolean): StorageNotes {
    return {
      read: () => {
        const { hasTokens, signIn, neverSaved, decidedAtMs, removing = [] } = this.entry(profileId);
        return { hasTokens, signIn, neverSaved, decidedAtMs, removing };
      },
      write: async (note, place) => {
        if (isGone()) return;
        const { hasTokens, signIn, neverSaved, decidedAtMs, removing } = note;
        if (!place) this.#untold.set(profileId, note);
        const opened = place && this.#opened.get(place);
        await this.#options.index.update(profileId, (current = this.entry(profileId)) => ({
          ...current,
          ...(opened ? { store: opened.place.choice, keychainProvider: opened.provider() } : {}),
          hasTokens,
          signIn,
          neverSaved,
          decidedAtMs,
          removing: removing.length > 0 ? removing : undefined,
        }));
        this.#untold.delete(profileId);
        opened?.use();
      },
    };
  }

  /**
   * The choice with its real path.
   * @throws AxiomTokenError `STORAGE_UNAVAILABLE`, `STORAGE_DENIED` when its folder cannot be found; `TIMEOUT` when its drive does not answer
   */
  async resolve(choice: StoreChoice): Promise<StoreChoice> {
    if (!('path' in choice)) return choice;
    return withDeadline(this.#options.clock, FILE_DEADLINE_MS, this.#findReal(choice), () =>
      driveNotAnswering(choice.path, 'Or choose another place. Nothing was changed.'),
    );
  }

  /** See {@link SharedFiles.find}. */
  findShared(profiles: readonly Profile[]): ReadonlyMap<Profile, Promise<void>> {
    return this.#shared.find(profiles);
  }

  /**
   * One place belongs to one profile, by whatever name: a link that was made later leads to a file as well, and at one path there is one file, sealed or not.
   * @throws AxiomTokenError `INVALID_INPUT`, with the name of the profile that has it
   */
  async refuseOwned(profileId: string, choice: StoreChoice, profiles: readonly Profile[]): Promise<void> {
    // What has no path is each profile's own.
    if (!('path' in choice)) return;
    const others = profiles.filter(({ id }) => id !== profileId);
    const real = await Promise.all(others.map((other) => this.#shared.realOf(other)));
    const isThere = (used: StoreChoice | undefined): boolean =>
      used !== undefined && 'path' in used && used.path === choice.path;
    const owner = others.find(({ store }, at) => isThere(store) || isThere(real[at]));
    if (owner) throw sharedPlace(owner.name);
  }

  /** Other programs drop from a plain file what they do not know: there the journal keeps its key itself. */
  #createJournal(place: string, kind: PlaceKind): SealedJournal | undefined {
    const { createJournal, crypto, logger, oneUse } = this.#options;
    const keyPlace = kind === 'file' ? 'journal' : 'record';
    return createJournal && new SealedJournal(createJournal(place, kind), crypto, logger, keyPlace, oneUse);
  }

  #findReal(choice: StoreChoice): Promise<StoreChoice> {
    return this.#options.resolvePlace?.(choice) ?? Promise.resolve(choice);
  }
}
