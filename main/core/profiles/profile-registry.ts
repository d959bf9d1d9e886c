// All profiles of this run, each with its manager and refresher, made from the index. Tray, window and command line read the list here.
// Knows the kinds of places, not how a store reads or writes.
import { ChangeEmitter } from '../flow/change-emitter';
import { AxiomTokenError } from '../base/errors';
import { createProfile, type NewProfile, type Profile, type ProfileParts } from './profile';
import { newProfileEntry } from './profile-names';
import { removalRefusal } from './profile-removal';
import { openProfilePlace, type ProfilePlace, type ProfilePlaceParts } from './profile-place';
import type { AuthGateway } from '../ports/auth-gateway';
import type { Unsubscribe } from '../ports/clock';
import { placeKey } from '../ports/place-key';
import type { ProfileEntry, ProfileIndex } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';
import { isSameChoice, type Place, type StorageNotes } from '../storage/place';

export interface ProfileRegistryOptions extends ProfileParts, Pick<ProfilePlaceParts, 'createStore' | 'createJournal'> {
  readonly index: ProfileIndex;
  /** Axiom itself, or a simulator in its place. */
  readonly gateway: AuthGateway;
}

const FIRST_PROFILE: ProfileEntry = { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: false };

export class ProfileRegistry {
  readonly #options: ProfileRegistryOptions;
  readonly #changes: ChangeEmitter;
  readonly #profiles = new Map<string, Profile>();
  /** Profiles that are not in the index yet: they are added with their first tokens. */
  readonly #unlisted = new Map<string, ProfileEntry>();
  readonly #opened = new WeakMap<Place, ProfilePlace>();
  readonly #stopWatching: Unsubscribe;

  constructor(options: ProfileRegistryOptions) {
    this.#options = options;
    this.#changes = new ChangeEmitter(options.logger);
    this.#stopWatching = options.lifecycle.onChange(() => this.#changes.emit());
  }

  /** Adds every profile of the index and loads its store; resolves when all have loaded or failed. */
  async open(): Promise<void> {
    const { index } = this.#options;
    const entries = index.list();
    for (const entry of entries.length > 0 ? entries : [this.#firstEntry(index.reservedIds())]) this.#add(entry);
    await Promise.all(this.list().map((profile) => profile.manager.load()));
  }

  list(): readonly Profile[] {
    return [...this.#profiles.values()];
  }

  /** @throws AxiomTokenError `INVALID_INPUT` when no profile has this id */
  get(profileId: string): Profile {
    const profile = this.#profiles.get(profileId);
    if (!profile) throw new AxiomTokenError('INVALID_INPUT', { message: 'There is no such profile.' });
    return profile;
  }

  /** Adds a profile to the index, with the keychain as its store, and loads that store. @throws as {@link ProfileIndex.update} */
  async add(id: string, name: string): Promise<Profile> {
    const entry: ProfileEntry = { id, name, store: { kind: 'keychain' }, hasTokens: false };
    await this.#addFirstToIndex();
    await this.#options.index.update(id, (current = entry) => current);
    return this.#addAndRead(this.#entry(id));
  }

  /**
   * Adds a profile that a person has named, and loads what the keychain has under its id. It is added to the index with its first tokens: without a
   * sign-in nothing of it is left after this run.
   * @throws AxiomTokenError `INVALID_INPUT`: the name is not allowed, or another profile has it; as {@link ProfileIndex.update}
   */
  async addNamed(typedName: string): Promise<Profile> {
    const { index } = this.#options;
    const entry = newProfileEntry(typedName, [...this.list(), ...index.list()], index.reservedIds());
    await this.#addFirstToIndex();
    this.#unlisted.set(entry.id, entry);
    return this.#addAndRead(entry);
  }

  /**
   * Removes a signed-out profile from the list. A profile whose store could not be read stays, because it may not be empty; so does the last one.
   * @throws AxiomTokenError `INVALID_INPUT` when it is not empty; as {@link ProfileIndex.remove}
   */
  async remove(profileId: string): Promise<void> {
    const { manager } = this.get(profileId);
    this.#checkRemoval(profileId);
    const entry = this.#entry(profileId);
    await this.#options.index.remove(profileId);
    if (manager.getTokens()) {
      await this.#options.index.update(profileId, (current = entry) => ({ ...current, hasTokens: true }));
      this.#checkRemoval(profileId);
    }
    this.#options.lifecycle.remove(profileId);
    manager.dispose();
    this.#profiles.delete(profileId);
    this.#unlisted.delete(profileId);
    this.#changes.emit();
  }

  /** Adds a profile that is in memory for this run only, as the demo is; it is never in the index. */
  addForThisRun(id: string, name: string, gateway: AuthGateway): Profile {
    const { place } = this.#openPlace(id, { kind: 'memory' });
    return this.#register({ id, name, place, gateway, isDemo: true });
  }

  /**
   * Moves a profile's tokens to another store: copied, read back, and only then removed from the former store. Choosing the keychain again, when
   * another keychain answers than the one that holds the tokens, moves them to the new one; the former entry is not removed then.
   * @throws as {@link TokenManager.moveTo}
   */
  async moveTokens(profileId: string, choice: StoreChoice): Promise<void> {
    const profile = this.get(profileId);
    if (profile.isDemo) {
      throw new AxiomTokenError('INVALID_INPUT', {
        message: 'The demo account is kept in memory only.',
        remedy: 'Nothing was changed.',
      });
    }
    const isOtherKeychain = profile.manager.store.requiredUserAction === 'other-keychain';
    if (isSameChoice(profile.store, choice) && !isOtherKeychain) return;
    this.#refuseSharedPlace(profileId, choice);
    const { place } = this.#openPlace(profileId, choice);
    await profile.manager.moveTo(place);
    this.#changes.emit();
  }

  /** Retries the failed stores now, because something outside may have changed. */
  retryFailedStores(): void {
    for (const { manager } of this.list()) if (manager.storageFailure) void manager.retryStorage();
  }

  /** Calls `listener` after every change of any profile. */
  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    this.#stopWatching();
    for (const profile of this.list()) profile.manager.dispose();
  }

  /** The first profile, under another id where an entry of the index that is not understood bears its own. */
  #firstEntry(reservedIds: readonly string[]): ProfileEntry {
    if (!reservedIds.includes(FIRST_PROFILE.id)) return FIRST_PROFILE;
    const entry = newProfileEntry(FIRST_PROFILE.name, [], reservedIds);
    this.#unlisted.set(entry.id, entry);
    return entry;
  }

  /** Adds the first profile to an empty index: `open` adds it by itself only while the index is empty. */
  async #addFirstToIndex(): Promise<void> {
    const { index } = this.#options;
    if (index.list().length === 0 && this.#profiles.has(FIRST_PROFILE.id))
      await index.update(FIRST_PROFILE.id, (current = FIRST_PROFILE) => current);
  }

  #checkRemoval(profileId: string): void {
    const { manager, isDemo, name } = this.get(profileId);
    const refusal = removalRefusal({
      name,
      hasTokensInMemory: manager.getTokens() !== undefined,
      entry: this.#entry(profileId),
      storage: manager.storageFacet,
      isDemo,
      isLast: !this.list().some((profile) => !profile.isDemo && profile.id !== profileId),
    });
    if (refusal) throw refusal;
  }

  async #addAndRead(entry: ProfileEntry): Promise<Profile> {
    this.#add(entry);
    await this.get(entry.id).manager.load();
    return this.get(entry.id);
  }

  #add(entry: ProfileEntry): void {
    const { id, name, store: choice } = entry;
    const opened = this.#openPlace(id, choice);
    opened.use();
    const openPlace = (former: StoreChoice) => this.#openPlace(id, former).place;
    const notes = this.#notesOf(id);
    const { gateway } = this.#options;
    this.#register({ id, name, place: opened.place, notes, openPlace, gateway, isDemo: false });
  }

  #register(newProfile: NewProfile): Profile {
    const profile = createProfile(this.#options, newProfile);
    this.#profiles.set(profile.id, profile);
    this.#changes.emit();
    return profile;
  }

  /** Opens a place; it is in use once the index names it. */
  #openPlace(profileId: string, choice: StoreChoice): ProfilePlace {
    const { createStore, createJournal, index } = this.#options;
    const opened = openProfilePlace({
      profileId,
      choice,
      createStore,
      createJournal,
      readEntry: () => this.#entry(profileId),
      updateEntry: (change) => index.update(profileId, (current = this.#entry(profileId)) => change(current)),
    });
    this.#opened.set(opened.place, opened);
    return opened;
  }

  #notesOf(profileId: string): StorageNotes {
    return {
      read: () => {
        const { hasTokens, signIn, removing = [] } = this.#entry(profileId);
        return { hasTokens, signIn, removing };
      },
      write: async ({ hasTokens, signIn, removing }, place) => {
        // A profile that was taken out of the list is not put back by what was still under way.
        if (!this.#profiles.has(profileId)) return;
        const opened = place && this.#opened.get(place);
        await this.#options.index.update(profileId, (current = this.#entry(profileId)) => ({
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

  /** One place belongs to one profile. @throws AxiomTokenError `INVALID_INPUT`, with the other profile's name */
  #refuseSharedPlace(profileId: string, choice: StoreChoice): void {
    const key = placeKey(profileId, choice);
    const other = this.list().find(({ id, manager }) => id !== profileId && manager.place.key === key);
    if (!other) return;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `${other.name} keeps its tokens there already.`,
      remedy: 'Choose another place: each account needs one of its own. Nothing was changed.',
    });
  }

  /** @throws AxiomTokenError `INVALID_INPUT` when no profile has this id: nothing falls back to another one's entry */
  #entry(profileId: string): ProfileEntry {
    const entries = this.#options.index.list();
    const entry = entries.find(({ id }) => id === profileId) ?? this.#unlisted.get(profileId);
    if (entry) return entry;
    if (profileId === FIRST_PROFILE.id) return FIRST_PROFILE;
    throw new AxiomTokenError('INVALID_INPUT', { message: 'There is no such profile.' });
  }
}
