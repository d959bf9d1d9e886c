// Brings one profile's place to what was decided: goes from step to step (storage-step.ts), tries again what could not be done, and moves to another place.
// Holds the record in memory. Used by TokenManager only; knows nothing of expiry or of the server.
import type { AxiomTokenError } from '../base/errors';
import { createInTurn } from '../flow/in-turn';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';
import type { RemovalMarks } from '../ports/removal-marks';
import type { StoreChoice } from '../ports/token-places';
import { deriveStorageFacet, type StorageFacet } from '../status/state-facets';
import { isSameTokens } from '../tokens/auth-tokens';
import { isConflict } from '../tokens/found-record';
import { signInNameOf } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { FormerPlaces } from './former-places';
import { HeldPlace } from './held-place';
import { holdBoth } from './hold-both';
import { createNotesInMemory, type Place, type StorageNotes } from './place';
import { type MoveParts, movePlace } from './place-move';
import { PlaceWatch } from './place-watch';
import type { LockPurpose } from './profile-lock';
import { StorageNotebook } from './storage-notebook';
import { type StorageListener, StorageState } from './storage-state';
import type { DecidedBy } from './storage-step';
import { LOCK_WAIT_MS, StorageSteps } from './storage-steps';
import { StorageTrouble } from './storage-trouble';

export interface ProfileStorageOptions {
  readonly profileId: string;
  readonly origin: string;
  /** Where the profile's tokens are kept. */
  readonly place: Place;
  /** The profile's entry in the index; absent for a profile of this run only. */
  readonly notes?: StorageNotes | undefined;
  /** Opens a place that the profile has left, to remove there what is still to be removed. */
  readonly openPlace?: ((choice: StoreChoice) => Place) | undefined;
  /** What other processes have removed; absent where no other process can use the place. */
  readonly marks?: RemovalMarks | undefined;
  /** Keeps other processes from refreshing or writing meanwhile; absent where there can be none. */
  readonly lock?: RefreshLock | undefined;
  readonly crypto: Pick<Crypto, 'sha256' | 'randomBytes'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

export class ProfileStorage {
  readonly #options: ProfileStorageOptions;
  readonly #listener: StorageListener;
  readonly #state: StorageState;
  readonly #notebook: StorageNotebook;
  readonly #steps: StorageSteps;
  readonly #formerPlaces: FormerPlaces;
  readonly #trouble: StorageTrouble;
  readonly #watch: PlaceWatch;
  readonly #inTurn = createInTurn();
  /** How many tasks are in turn. */
  #underWay = 0;
  #held: HeldPlace;
  #isLoading = true;

  constructor(options: ProfileStorageOptions, listener: StorageListener) {
    const { place, openPlace, crypto, clock, logger } = options;
    this.#options = options;
    this.#listener = listener;
    const nameOf = (record: TokenRecord): string => signInNameOf(record, (data) => crypto.sha256(data));
    const notes = options.notes ?? createNotesInMemory();
    const state = (this.#state = new StorageState(listener));
    const notebook = (this.#notebook = new StorageNotebook({ ...options, notes, nameOf }));
    const parts = { origin: options.origin, marks: options.marks, clock, logger, state, notebook, nameOf };
    const steps = (this.#steps = new StorageSteps(parts));
    const holdPlace = (opened: Place): HeldPlace => new HeldPlace(opened, options);
    this.#formerPlaces = new FormerPlaces({ ...parts, steps, openPlace, holdPlace });
    this.#held = holdPlace(place);
    this.#trouble = new StorageTrouble(options);
    this.#watch = new PlaceWatch(clock, () => void this.retry());
    this.#watch.follow(place.store);
  }

  get place(): Place {
    return this.#held.place;
  }

  get record(): TokenRecord | undefined {
    return this.#state.record;
  }

  /** Why the place is not as it should be, or what could not be noted or removed elsewhere; `undefined` when all is done. */
  get failure(): AxiomTokenError | undefined {
    return this.#trouble.failure ?? this.#notebook.failure ?? this.#formerPlaces.failure;
  }

  /** See {@link StorageState.wasInterrupted}. */
  get wasInterrupted(): boolean {
    return this.#state.wasInterrupted;
  }

  /** Whether memory holds tokens that the place does not have, also while they are being written. */
  get hasUnsavedTokens(): boolean {
    return this.#state.isUnwritten || (this.#state.record !== undefined && this.#isEmptied);
  }

  /** Whether the place was read: what lies there is known, or is damaged. */
  get isRead(): boolean {
    const { observed, content, isGone } = this.#state;
    return content.kind === 'record' || isGone || observed.kind === 'record' || observed.kind === 'damaged';
  }

  get facet(): StorageFacet {
    const failure = this.#trouble.failure?.code;
    return deriveStorageFacet({
      isLoading: this.#isLoading,
      isUnsaved: this.hasUnsavedTokens && this.#trouble.isShown,
      ...(failure === undefined ? {} : { lastFailure: failure }),
    });
  }

  /** Reads the place, once. Never throws: a failure shows in `facet` and is tried again by itself. */
  load(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#state.content.kind === 'as-found') await this.#advance();
    });
  }

  /** Memory takes the record, and the place is to hold it. Resolves when the first try is over; true if it held. */
  async keep(record: TokenRecord, by: Exclude<DecidedBy, 'found'>): Promise<boolean> {
    const { content } = this.#state;
    // What a person decided stays a person's decision until it is written.
    const isPersons = content.kind === 'record' && content.by === 'person';
    this.#state.decide({ kind: 'record', record, by: isPersons ? 'person' : by });
    // A place that does not answer an earlier call must not keep the newest tokens from being sealed.
    if (this.#underWay > 0) await this.#steps.seal(record, this.#held);
    await this.#enqueue(() => this.#advance());
    return !this.hasUnsavedTokens;
  }

  /** Signs out: memory forgets the record now; it is noted that it goes, then removed. True if nothing remains to be done. */
  async giveUp(): Promise<boolean> {
    const { record, observed } = this.#state;
    const { choice } = this.place;
    if (isConflict(this.#trouble.failure)) {
      // What stands there of another account or server is not this sign-in's, and comes to memory.
      this.#state.forgetLook();
      this.#state.decide({ kind: 'as-found' });
    } else {
      const isEmpty = !record && observed.kind === 'absent' && this.#notebook.noted.removing.length === 0;
      if (!isEmpty) this.#notebook.noteGivenUp(this.#notebook.removalOf(record, choice, 'signed-out'));
      this.#state.decide({ kind: 'none' });
    }
    await this.#enqueue(async () => {
      // Tokens that go must not come back from the journal.
      if (record && this.#state.content.kind !== 'record') await this.#steps.clearJournal(record, this.#held);
      await this.#advance();
    });
    return this.#trouble.failure === undefined;
  }

  /** Tries again now what could not be done, after a fresh look. */
  retry(): Promise<void> {
    return this.#enqueue(() => this.#lookAnew());
  }

  /** As {@link retry}, for a person: tokens that others have removed from the place are written there again. */
  saveAgain(): Promise<void> {
    const { content } = this.#state;
    if (content.kind === 'record' && this.#isEmptied) this.#state.decide({ ...content, by: 'person' });
    return this.retry();
  }

  /** See {@link TokenManager.acquireLock}. */
  hold(purpose: LockPurpose): Promise<Unsubscribe> {
    return this.#held.hold(purpose, LOCK_WAIT_MS);
  }

  /** See {@link TokenManager.reloadIfNewer}. */
  reloadIfNewer(): Promise<boolean> {
    return this.#enqueue(() => this.#whileHeld(() => this.#reload()));
  }

  /** See {@link TokenManager.moveTo}. */
  move(target: Place): Promise<void> {
    return this.#enqueue(() => this.#move(target));
  }

  /** Nothing is tried or looked at by itself any more. */
  dispose(): void {
    this.#trouble.dispose();
    this.#watch.dispose();
  }

  get #isEmptied(): boolean {
    return this.#state.isGone && this.#trouble.failure !== undefined;
  }

  #enqueue<Result>(run: () => Promise<Result>): Promise<Result> {
    this.#underWay++;
    return this.#inTurn(run).finally(() => this.#underWay--);
  }

  async #whileHeld<Result>(run: () => Promise<Result>): Promise<Result> {
    const release = await this.hold('write');
    try {
      return await run();
    } finally {
      release();
    }
  }

  async #lookAnew(): Promise<void> {
    this.#state.forgetLook();
    await this.#advance();
  }

  /** Takes steps until nothing can be done now. Never throws: what failed is tried again later. */
  async #advance(): Promise<void> {
    const { kind } = this.#state.observed;
    // A place that could not be read may answer by now.
    if (kind === 'blocked' || kind === 'damaged') this.#state.forgetLook();
    if (this.#isBringing) this.#trouble.beginWrite(() => this.#listener.changed());
    const releases: Unsubscribe[] = [];
    try {
      await this.#notebook.write();
      do {
        await this.#takeSteps(releases);
        // Of two locks the first is given back before the other is asked for.
        for (const release of releases.splice(0)) release();
      } while (await this.#formerPlaces.removeFrom(this.place.choice));
      const isNoted = await this.#notebook.write();
      if (!isNoted || this.#formerPlaces.failure) this.#trouble.retryLater(() => void this.retry());
    } catch (error) {
      this.#state.forgetLook();
      this.#fail(error);
    } finally {
      for (const release of releases) release();
      this.#trouble.endWrite();
    }
    this.#isLoading = false;
    this.#listener.changed();
  }

  async #takeSteps(releases: Unsubscribe[]): Promise<void> {
    for (;;) {
      const step = this.#steps.next(this.#held);
      if (step.kind === 'done') return this.#trouble.end();
      if (step.kind === 'wait') return this.#fail(step.failure);
      await this.#steps.take(step, this.#held, releases);
    }
  }

  async #reload(): Promise<boolean> {
    const state = this.#state;
    const { record: before, decisions } = state;
    // What memory has more than the place is later than anything there.
    if (state.isUnwritten) return false;
    await this.#lookAnew();
    const present = state.record;
    if (!present || decisions !== state.decisions) return false;
    const recovered = await this.place.journal?.recover(present);
    if (decisions !== state.decisions) return false;
    state.wasInterrupted ||= recovered?.wasInterrupted ?? false;
    if (recovered?.newer) {
      state.sealed = recovered.newer;
      state.set({ kind: 'record', record: recovered.newer, by: 'server' });
      await this.#advance();
      return true;
    }
    if (this.#trouble.failure) throw this.#trouble.failure;
    return before !== undefined && !isSameTokens(present.tokens, before.tokens);
  }

  async #move(target: Place): Promise<void> {
    const { origin, crypto } = this.#options;
    const nameOf = (record: TokenRecord): string => signInNameOf(record, (data) => crypto.sha256(data));
    const parts: MoveParts = { origin, state: this.#state, notebook: this.#notebook, nameOf };
    const arrived = new HeldPlace(target, this.#options);
    const release = await holdBoth([this.#held, arrived], crypto, LOCK_WAIT_MS);
    try {
      await movePlace(this.#held, arrived, parts);
    } finally {
      release();
    }
    this.#held = arrived;
    this.#watch.follow(target.store);
    this.#trouble.end();
    await this.#advance();
    if (this.#formerPlaces.failure) throw this.#formerPlaces.failure;
  }

  /** Whether something is on its way to the place. */
  get #isBringing(): boolean {
    return this.hasUnsavedTokens || this.#notebook.noted.removing.length > 0;
  }

  #fail(error: unknown): void {
    const message = this.#isBringing ? 'the tokens could not be saved' : 'the saved tokens could not be read';
    const before = this.#trouble.failure?.code;
    this.#trouble.add(error, () => void this.retry());
    // Once, not at every try.
    if (this.#trouble.failure?.code !== before)
      this.#options.logger.error(message, error, { store: this.place.store.kind });
  }
}
