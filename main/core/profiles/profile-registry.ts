// All profiles of this process, each with its manager and refresher, made from the index. Tray, window and command line read the list here.
// Knows the kinds of places, not how a store reads or writes.
import { ChangeEmitter } from '../flow/change-emitter';
import { createProfile, type NewProfile, type OwnProfile, type Profile, type ProfileParts } from './profile';
import { FIRST_PROFILE, firstProfileEntry, isPlaceholder } from './first-profile';
import { refuseSecondOwner } from './one-sign-in';
import { nameAmong, newProfileEntry } from './profile-names';
import {
  demoRefusal,
  hasTokensOrMoves,
  noProfile,
  refusalWithoutTokens,
  type RemovalFacts,
  removalFacts,
  removalRefusal,
} from './profile-removal';
import { ProfilePlaces, type ProfilePlacesOptions } from './profile-places';
import type { AuthGateway } from '../ports/auth-gateway';
import type { Unsubscribe } from '../ports/clock';
import { placeKey } from '../ports/place-key';
import type { AuthTokens } from '../tokens/auth-tokens';
import type { ProfileEntry, ProfileIndex } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';
import type { MoveOptions } from '../storage/place-move';
import { portsInTime } from '../storage/ports-in-time';

export interface ProfileRegistryOptions extends ProfileParts, ProfilePlacesOptions {
  /** The gateway to Axiom, or to a simulator of it. */
  readonly gateway: AuthGateway;
  /** Whether the first profile is hidden from the user until it is in the index, as on the command line. */
  readonly isFirstHidden?: boolean | undefined;
}

export class ProfileRegistry {
  readonly #options: ProfileRegistryOptions;
  readonly #changes: ChangeEmitter;
  readonly #profiles = new Map<string, OwnProfile>();
  /** The name that each removed profile had, by its id, for the error when a caller still uses that id. */
  readonly #removedNames = new Map<string, string>();
  readonly #places: ProfilePlaces;
  readonly #stopWatching: Unsubscribe;

  constructor(unlimited: ProfileRegistryOptions) {
    const options = (this.#options = portsInTime(unlimited));
    this.#places = new ProfilePlaces(options);
    this.#changes = new ChangeEmitter(options.logger);
    this.#stopWatching = options.lifecycle.onChange(() => this.#changes.emit());
  }

  /** The list of accounts, with a deadline for every call. */
  get index(): ProfileIndex {
    return this.#options.index;
  }

  /** Adds every profile of the index and loads its store; resolves when all have loaded or failed. */
  async open(): Promise<void> {
    const entries = this.index.list();
    const first = firstProfileEntry(this.index.unknownEntries().flatMap(({ id }) => id ?? []));
    if (entries.length === 0) this.#places.addUnlisted(first);
    for (const entry of entries.length > 0 ? entries : [first]) this.#add(entry);
    const found = this.#places.findShared(this.list());
    const load = async (profile: Profile): Promise<void> => {
      await found.get(profile);
      await profile.manager.load().then(() => profile.refresher.learnAskedWait());
    };
    await Promise.all(this.list().map(load));
  }

  list(): readonly Profile[] {
    return [...this.#profiles.values()];
  }

  /** @throws AxiomTokenError `TOKEN_NOT_FOUND` when no profile has this id, or has it any more */
  get(profileId: string): Profile {
    return this.#own(profileId);
  }

  #own(profileId: string): OwnProfile {
    const profile = this.#profiles.get(profileId);
    if (!profile) throw noProfile(this.#removedNames.get(profileId));
    return profile;
  }

  /** Adds a profile to the index, with the keychain as its store, and loads that store; the first profile is there already. @throws as {@link ProfileIndex.update} */
  async add(id: string, name: string): Promise<Profile> {
    const entry: ProfileEntry = { id, name, store: { kind: 'keychain' }, hasTokens: false };
    const present = this.#profiles.get(id);
    if (!present) await this.#addFirstToIndex();
    await this.#options.index.update(id, (current = entry) => current);
    return present ?? this.#addAndRead(this.#places.entry(id));
  }

  /**
   * Adds a profile with a name that the user typed, and loads what the keychain has under its id. It is added to the index with its first tokens; without a
   * sign-in it is forgotten when the app ends.
   * @throws AxiomTokenError `INVALID_INPUT`: the name is not allowed, or another profile has it; as {@link ProfileIndex.update}
   */
  async addNamed(typedName: string): Promise<Profile> {
    const { index } = this.#options;
    const entry = newProfileEntry(typedName, [...this.list(), ...index.list()], index.reservedIds());
    await this.#addFirstToIndex();
    this.#places.addUnlisted(entry);
    return this.#addAndRead(entry);
  }

  /**
   * Gives a profile another name, and adds it to the index if it is not in there yet. Its id stays, and with it the place of its tokens. Does nothing if it has
   * that name already.
   * @throws AxiomTokenError `INVALID_INPUT` for the demo, and as {@link addNamed}; as {@link ProfileIndex.update}: then it keeps its name
   */
  async rename(profileId: string, typedName: string): Promise<void> {
    const profile = this.#own(profileId);
    if (profile.isDemo) throw demoRefusal('The demo account keeps its name.');
    const check = (listed: readonly ProfileEntry[]): string =>
      nameAmong(
        typedName,
        [...this.list(), ...listed].filter(({ id }) => id !== profileId),
      );
    const name = check([]);
    if (name === profile.name) return;
    const entry = this.#places.entry(profileId);
    await this.#addFirstToIndex();
    // Checked again: another program may have used this name meanwhile. And this profile may be removed meanwhile.
    await this.#options.index.update(profileId, (current = entry, listed) => ({ ...current, name: check(listed) }));
    if (!this.#profiles.has(profileId)) await this.#options.index.remove(profileId);
    profile.name = name;
    this.#changes.emit();
  }

  /** Resolves if {@link remove} would succeed now. @throws AxiomTokenError `INVALID_INPUT` as {@link remove}; nothing is changed */
  async refuseRemoval(profileId: string): Promise<void> {
    const { manager } = this.get(profileId);
    // A file that was deleted may have been put back.
    if (manager.storage.isRestDeleted) await manager.retryStorage();
    this.#checkRemoval(profileId);
  }

  /**
   * Resolves if {@link remove} would succeed once the tokens of this profile are removed: ask before they are.
   * @throws AxiomTokenError `INVALID_INPUT` for what a sign-out does not change; as {@link ProfileIndex.update} when the list cannot be written
   */
  async refuseRemovalWithTokens(profileId: string): Promise<void> {
    const refusal = refusalWithoutTokens(this.#removalFacts(profileId));
    if (refusal) throw refusal;
    const entry = this.#places.entry(profileId);
    await this.#options.index.update(profileId, (current = entry) => current);
  }

  /**
   * Removes a signed-out profile from the list. A profile whose store could not be read stays, because it may not be empty; so does the last one.
   * @throws AxiomTokenError `INVALID_INPUT` when it is not empty; as {@link ProfileIndex.remove}
   */
  async remove(profileId: string): Promise<void> {
    await this.refuseRemoval(profileId);
    if (!(await this.#takeOut(profileId))) this.#checkRemoval(profileId);
  }

  /**
   * Removes a profile from the list that was added for tokens which did not come. Its place is left untouched. Does nothing if the profile has tokens after
   * all, or may have some. @throws as {@link ProfileIndex.remove}
   */
  async takeBack(profileId: string): Promise<void> {
    const { manager } = this.get(profileId);
    if (!hasTokensOrMoves(manager) && !manager.storage.mayHoldTokens) await this.#takeOut(profileId, true);
  }

  /** Removes the profile from the list. Resolves to false if tokens came meanwhile; the profile then stays. */
  async #takeOut(profileId: string, isTakenBack = false): Promise<boolean> {
    const { manager, name } = this.get(profileId);
    const entry = this.#places.entry(profileId);
    await this.#options.index.remove(profileId, undefined, isTakenBack);
    if (hasTokensOrMoves(manager)) {
      await this.#options.index.update(profileId, (current = entry) => ({ ...current, hasTokens: true }));
      return false;
    }
    this.#options.lifecycle.remove(profileId);
    manager.retire();
    this.#profiles.delete(profileId);
    this.#removedNames.set(profileId, name);
    this.#places.forget(profileId);
    this.#changes.emit();
    return true;
  }

  /** Adds a profile that exists in memory only while the app runs, as the demo does; it is never in the index. */
  addForThisRun(id: string, name: string, gateway: AuthGateway): Profile {
    const { place } = this.#places.open(id, { kind: 'memory' });
    return this.#register({ id, name, place, gateway, isDemo: true });
  }

  /**
   * Moves a profile's tokens to another store: copied, read back, and only then removed from the former store. Choosing the keychain again, when
   * another keychain answers than the one that holds the tokens, moves them to the new one; the former entry is not removed then.
   * @throws as {@link TokenManager.moveTo}
   */
  async moveTokens(profileId: string, choice: StoreChoice, options?: MoveOptions): Promise<void> {
    const profile = this.get(profileId);
    if (profile.isDemo) throw demoRefusal('The demo account is kept in memory only.');
    const request = profile.manager.requests.begin();
    const isOtherKeychain = profile.manager.place.store.requiredUserAction === 'other-keychain';
    const real = await this.#places.resolve(choice);
    const isPresent = profile.manager.place.key === placeKey(profileId, real);
    if (isPresent && !isOtherKeychain) return;
    await this.#places.refuseOwned(profileId, real, this.list());
    await profile.manager.moveTo(this.#places.open(profileId, real).place, request, options);
    this.#changes.emit();
  }

  /** Whether the refresh token was spent on this computer. If true, every profile refuses the pair from now on. False when that cannot be found out. */
  async isSpent(tokens: AuthTokens): Promise<boolean> {
    return (await this.#options.singleUse?.isSpent(tokens.refreshToken)) ?? false;
  }

  /** Retries the failed stores now, because something outside may have changed. */
  retryFailedStores(): void {
    for (const { manager } of this.list()) if (manager.storageFailure) void manager.retryStorage();
  }

  /** Whether the profile is hidden from the user because it is only a placeholder; see {@link ProfileRegistryOptions.isFirstHidden}. */
  isHiddenPlaceholder(profile: Pick<Profile, 'id' | 'isDemo' | 'manager'>): boolean {
    const { index, isFirstHidden = false } = this.#options;
    return isFirstHidden && isPlaceholder(profile, index.list());
  }

  /** Calls `listener` after every change of any profile. */
  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    this.#stopWatching();
    for (const profile of this.list()) profile.manager.dispose();
  }

  /** Adds the first profile to an empty index. Otherwise it would be missing after a restart, because `open` adds it only if the index is empty. */
  async #addFirstToIndex(): Promise<void> {
    const { index, isFirstHidden } = this.#options;
    const first = this.#profiles.get(FIRST_PROFILE.id);
    if (!first || index.list().length > 0) return;
    if (isFirstHidden) await first.manager.load();
    if (!this.isHiddenPlaceholder(first)) await index.update(FIRST_PROFILE.id, (current = FIRST_PROFILE) => current);
  }

  #checkRemoval(profileId: string): void {
    const refusal = removalRefusal(this.#removalFacts(profileId));
    if (refusal) throw refusal;
  }

  #removalFacts(profileId: string): RemovalFacts {
    return removalFacts(this.get(profileId), () => this.#places.entry(profileId), this.list());
  }

  async #addAndRead(entry: ProfileEntry): Promise<Profile> {
    this.#add(entry);
    await this.get(entry.id).manager.load();
    return this.get(entry.id);
  }

  #add({ id, name, store: choice }: ProfileEntry): void {
    const opened = this.#places.open(id, choice);
    opened.use();
    const openPlace = (former: StoreChoice) => this.#places.open(id, former).place;
    const notes = this.#places.notesOf(id, () => !this.#profiles.has(id));
    const refuse = (tokens: AuthTokens): void => refuseSecondOwner(id, tokens, this.list());
    const own = { id, name, place: opened.place, notes, openPlace, gateway: this.#options.gateway };
    this.#register({ ...own, refuseSecondOwner: refuse, isDemo: false });
  }

  #register(newProfile: NewProfile): Profile {
    const profile = createProfile(this.#options, newProfile);
    this.#profiles.set(profile.id, profile);
    this.#changes.emit();
    return profile;
  }
}
