// The places of all profiles and their index entries: opens places, resolves links in paths, and refuses a place that another profile uses.
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
import type { SingleUseTokens } from '../storage/single-use-tokens';
import type { Place, StorageNote, StorageNotes } from '../storage/place';
import { SealedJournal } from '../storage/sealed-journal';
import type { Profile } from './profile';
import { openProfilePlace, type ProfilePlace, type ProfilePlaceParts } from './profile-place';
import { sharedPlace, SharedFiles } from './shared-files';

export interface ProfilePlacesOptions extends Pick<ProfilePlaceParts, 'createStore'> {
  /** Makes the journal of the place with this key and kind; not called for a place in memory. */
  readonly createJournal?: (place: string, kind: PlaceKind) => Journal;
  /** The list of spent refresh tokens. */
  readonly singleUse?: SingleUseTokens;
  readonly index: ProfileIndex;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The choice with links in its path resolved, so that two paths to one file are one place. @throws AxiomTokenError `STORAGE_*` */
  readonly resolvePlace?: (choice: StoreChoice) => Promise<StoreChoice>;
}

export class ProfilePlaces {
  readonly #options: ProfilePlacesOptions;
  /**
   * The last known entry of each profile. For a profile that is not in the index yet: the entry that will be added
   * with its first tokens.
   */
  readonly #lastSeen = new Map<string, ProfileEntry>();
  /** Profiles that were in the index. One that is not any more was removed by another process. */
  readonly #listed = new Set<string>();
  /** Notes about a profile that could not be written to the index yet. */
  readonly #unwritten = new Map<string, StorageNote>();
  readonly #shared: SharedFiles;
  readonly #opened = new WeakMap<Place, ProfilePlace>();

  constructor(options: ProfilePlacesOptions) {
    this.#options = options;
    this.#shared = new SharedFiles(options.clock, (choice) => this.#findReal(choice));
  }

  /** The profile's entry; never that of another profile. @throws AxiomTokenError `INVALID_INPUT` when no profile has this id */
  entry(profileId: string): ProfileEntry {
    this.#look(profileId);
    const entry = this.#lastSeen.get(profileId);
    if (entry) return entry;
    throw new AxiomTokenError('INVALID_INPUT', { message: 'There is no such account.' });
  }

  /** Adds an entry that goes into the index with its first tokens, and is known only here until then. */
  addUnlisted(entry: ProfileEntry): void {
    this.#lastSeen.set(entry.id, entry);
  }

  forget(profileId: string): void {
    this.#lastSeen.delete(profileId);
    this.#listed.delete(profileId);
    this.#unwritten.delete(profileId);
    this.#shared.forget(profileId);
  }

  /** Opens a place for a profile; call `use` of the result when the index names it. */
  open(profileId: string, choice: StoreChoice): ProfilePlace {
    const { createStore, index } = this.#options;
    const opened: ProfilePlace = openProfilePlace({
      profileId,
      choice,
      refusal: () => this.#shared.refusal(profileId, placeKey(profileId, choice)),
      createStore,
      createJournal: (key) => this.#createJournal(key, choice.kind),
      readEntry: () => ({ ...this.entry(profileId), ...this.#unwritten.get(profileId) }),
      updateEntry: (change) =>
        index.update(profileId, (current) => {
          const next = change(current ?? this.entry(profileId));
          return this.#isRemoved(current, next) ? this.#leaveOut(next) : next;
        }),
    });
    this.#opened.set(opened.place, opened);
    return opened;
  }

  /** The profile's entry for its storage. `isGone`: whether the profile was removed from the list; a write that is under way must not add it again. */
  notesOf(profileId: string, isGone: () => boolean): StorageNotes {
    return {
      read: () => {
        const { hasTokens, signIn, neverSaved, decidedAtMs, removing = [], leftBehind } = this.entry(profileId);
        return { hasTokens, signIn, neverSaved, decidedAtMs, removing, leftBehind };
      },
      write: async (note, place) => {
        if (isGone()) return;
        const { hasTokens, signIn, neverSaved, decidedAtMs, removing, leftBehind } = note;
        if (!place) this.#unwritten.set(profileId, note);
        const opened = place && this.#opened.get(place);
        await this.#options.index.update(profileId, (current) => {
          const next: ProfileEntry = {
            ...(current ?? this.entry(profileId)),
            ...(opened ? { store: opened.place.choice, keychainProvider: opened.provider() } : {}),
            hasTokens,
            signIn,
            neverSaved,
            decidedAtMs,
            removing: removing.length > 0 ? removing : undefined,
            leftBehind,
          };
          const isNeeded = hasTokens || removing.length > 0 || leftBehind !== undefined;
          return !isNeeded && this.#isRemoved(current, next) ? this.#leaveOut(next) : next;
        });
        this.#unwritten.delete(profileId);
        this.#look(profileId);
        opened?.use();
      },
    };
  }

  /**
   * The choice with links in its path resolved.
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
   * Refuses a file that another profile uses, also under another path: a link may have been made since. The path alone counts, whether the file is sealed or not.
   * @throws AxiomTokenError `INVALID_INPUT`, with the name of the profile that uses it
   */
  async refuseOwned(profileId: string, choice: StoreChoice, profiles: readonly Profile[]): Promise<void> {
    // A place without a path is never shared.
    if (!('path' in choice)) return;
    const others = profiles.filter(({ id }) => id !== profileId);
    const real = await Promise.all(others.map((other) => this.#shared.realOf(other)));
    const isThere = (used: StoreChoice | undefined): boolean =>
      used !== undefined && 'path' in used && used.path === choice.path;
    const owner = others.find(({ store }, at) => isThere(store) || isThere(real[at]));
    if (owner) throw sharedPlace(owner.name);
  }

  #look(profileId: string): void {
    const listed = this.#options.index.list().find(({ id }) => id === profileId);
    if (!listed) return;
    this.#listed.add(profileId);
    this.#lastSeen.set(profileId, listed);
  }

  /**
   * Whether another process has removed the profile from the list. Then this process must not add it again, unless it
   * still has something that needs an entry.
   */
  #isRemoved(current: ProfileEntry | undefined, { id }: ProfileEntry): boolean {
    return current === undefined && this.#listed.has(id);
  }

  /** Keeps the entry only in this process. If the profile gets tokens later, it is added to the index again. */
  #leaveOut(entry: ProfileEntry): undefined {
    this.#lastSeen.set(entry.id, entry);
    return undefined;
  }

  /** Other programs rewrite a plain file without the fields that they do not know, so for a plain file the key is kept beside the journal. */
  #createJournal(place: string, kind: PlaceKind): SealedJournal | undefined {
    const { createJournal, crypto, logger, singleUse } = this.#options;
    const keyPlace = kind === 'file' ? 'journal' : 'record';
    return createJournal && new SealedJournal(createJournal(place, kind), crypto, logger, keyPlace, singleUse);
  }

  #findReal(choice: StoreChoice): Promise<StoreChoice> {
    return this.#options.resolvePlace?.(choice) ?? Promise.resolve(choice);
  }
}
