// All profiles of this run, each with its manager and refresher, made from the index. Tray, window and command line read the list here.
// Knows the kinds of places, not how a store reads or writes.
import { ChangeEmitter } from '../flow/change-emitter';
import { AxiomTokenError } from '../base/errors';
import { createProfile, type NewProfile, type Profile, type ProfileParts } from './profile';
import { newProfileEntry } from './profile-names';
import { removalRefusal } from './profile-removal';
import {
  type CreateStore,
  openProfileStore,
  type ProfileStore,
  sameChoice,
  withoutPendingDeletion,
} from './profile-store';
import type { AuthGateway } from '../ports/auth-gateway';
import type { Unsubscribe } from '../ports/clock';
import type { ProfileEntry, ProfileIndex } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';

export interface ProfileRegistryOptions extends ProfileParts {
  readonly index: ProfileIndex;
  /** Axiom itself, or a simulator in its place. */
  readonly gateway: AuthGateway;
  /** Makes the store of a profile. `isExpected`: whether the index says that tokens were saved. `pin`: the keychain they were saved in. */
  readonly createStore: CreateStore;
}

const FIRST_PROFILE: ProfileEntry = { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: false };

export class ProfileRegistry {
  readonly #options: ProfileRegistryOptions;
  readonly #changes: ChangeEmitter;
  readonly #profiles = new Map<string, Profile>();
  /** Profiles that are not in the index yet: they are added with their first tokens. */
  readonly #unlisted = new Map<string, ProfileEntry>();
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
    const { store } = this.#openStore(id, { kind: 'memory' }, () => false);
    return this.#register({ id, name, choice: { kind: 'memory' }, store, gateway, isDemo: true });
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
    if (sameChoice(profile.store, choice) && !isOtherKeychain) return;
    let isMoved = false;
    const { store, pin } = this.#openStore(profileId, choice, () => isMoved);
    await profile.manager.moveTo(store, async (hasTokens) => {
      const keychainProvider = pin.get();
      const fresh = this.#entry(profileId);
      await this.#options.index.update(profileId, (entry = fresh) => ({
        ...withoutPendingDeletion(entry),
        store: choice,
        hasTokens,
        keychainProvider,
      }));
      // As it is now: something else of it may have changed while its tokens were copied.
      this.#profiles.set(profileId, { ...this.get(profileId), store: choice });
      isMoved = true;
    });
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
    const { store } = this.#openStore(id, choice, () => true);
    this.#register({ id, name, choice, store, gateway: this.#options.gateway, isDemo: false });
  }

  #register(newProfile: NewProfile): Profile {
    const profile = createProfile(this.#options, newProfile);
    this.#profiles.set(profile.id, profile);
    this.#changes.emit();
    return profile;
  }

  #openStore(profileId: string, choice: StoreChoice, isInUse: () => boolean): ProfileStore {
    const { createStore, index, clock } = this.#options;
    const marks = {
      read: () => this.#entry(profileId),
      update: (change: (current: ProfileEntry) => ProfileEntry) =>
        index.update(profileId, (current = this.#entry(profileId)) => change(current)),
    };
    return openProfileStore({ profileId, choice, createStore, marks, isInUse, clock });
  }

  #entry(profileId: string): ProfileEntry {
    const listed = this.#options.index.list().find((entry) => entry.id === profileId);
    return listed ?? this.#unlisted.get(profileId) ?? FIRST_PROFILE;
  }
}
