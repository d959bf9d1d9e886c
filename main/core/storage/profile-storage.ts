// Brings one profile's place to the content that was decided: takes step after step (storage-step.ts), retries what failed, and moves to another place.
// Holds the record in memory. Used by TokenManager only; must not know expiry or the server.
import type { AxiomTokenError } from '../base/errors';
import { createInTurn } from '../flow/in-turn';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';
import type { PlaceNotifications } from '../ports/place-notifications';
import type { RemovalMarks } from '../ports/removal-marks';
import type { StoreChoice } from '../ports/token-places';
import type { StorageFacet } from '../status/state-facets';
import type { AuthTokens } from '../tokens/auth-tokens';
import { isConflict } from '../tokens/found-record';
import { signInNameOf } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { FormerPlaces } from './former-places';
import { createLockablePlaces, type LockablePlace } from './lockable-place';
import { lockBoth } from './lock-both';
import type { SingleUseTokens } from './single-use-tokens';
import type { PersonRequest } from './person-requests';
import { createNotesInMemory, type Place, type StorageNotes } from './place';
import { type MoveOptions, type MoveParts, movePlace } from './place-move';
import { PlaceWatch } from './place-watch';
import type { LockPurpose } from './profile-lock';
import { StorageLoop, type StorageView } from './storage-loop';
import { StorageNotebook } from './storage-notebook';
import { type StorageListener, StorageState } from './storage-state';
import type { DecidedBy } from './storage-step';
import { LOCK_WAIT_MS, StorageSteps } from './storage-steps';

export interface ProfileStorageOptions {
  readonly profileId: string;
  readonly origin: string;
  /** The place of the profile's tokens. */
  readonly place: Place;
  /** The profile's notes in the index; absent for the demo. */
  readonly notes?: StorageNotes | undefined;
  /** Opens a former place of the profile, to carry out a pending removal there. */
  readonly openPlace?: ((choice: StoreChoice) => Place) | undefined;
  /** The removal marks of all processes; absent when no other process can use the place. */
  readonly marks?: RemovalMarks | undefined;
  /** Sends and receives notifications of changes between processes; absent when no other process can use the place. */
  readonly notifications?: PlaceNotifications | undefined;
  /** Locks places against other processes; absent when no other process can use the place. */
  readonly lock?: RefreshLock | undefined;
  /** Throws when another profile has this pair; absent when there is no other profile. */
  readonly refuseSecondOwner?: ((tokens: AuthTokens) => void) | undefined;
  /** The spent refresh tokens, shared by all profiles; absent for the demo. */
  readonly singleUse?: SingleUseTokens | undefined;
  readonly crypto: Pick<Crypto, 'sha256' | 'randomBytes'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

export class ProfileStorage {
  readonly #options: ProfileStorageOptions;
  readonly #state: StorageState;
  readonly #notebook: StorageNotebook;
  readonly #steps: StorageSteps;
  readonly #loop: StorageLoop;
  readonly #formerPlaces: FormerPlaces;
  readonly #watch: PlaceWatch;
  readonly #inTurn = createInTurn();
  readonly #lockableOf: (place: Place) => LockablePlace;
  /** How many tasks run or wait in the queue. */
  #underWay = 0;
  #moves = 0;
  #lockable: LockablePlace;

  constructor(options: ProfileStorageOptions, listener: StorageListener) {
    const { place, openPlace, crypto } = options;
    this.#options = options;
    const nameOf = (record: TokenRecord): string => signInNameOf(record, (data) => crypto.sha256(data));
    const notes = options.notes ?? createNotesInMemory();
    const state = (this.#state = new StorageState(listener));
    const notebook = (this.#notebook = new StorageNotebook({ ...options, notes, nameOf }));
    const parts = { ...options, state, notebook, nameOf };
    const steps = (this.#steps = new StorageSteps(parts));
    const lockableOf = (this.#lockableOf = createLockablePlaces(options));
    const formerPlaces = (this.#formerPlaces = new FormerPlaces({ ...parts, steps, openPlace, lockableOf }));
    this.#lockable = lockableOf(place);
    const own = { lockable: () => this.#lockable, changed: () => listener.changed(), retry: () => void this.retry() };
    this.#loop = new StorageLoop({ ...parts, ...own, steps, formerPlaces });
    this.#watch = new PlaceWatch(options, own.retry);
    this.#watch.follow(place);
  }

  get place(): Place {
    return this.#lockable.place;
  }

  get record(): TokenRecord | undefined {
    return this.#state.record;
  }

  /** See {@link StorageLoop.failure}. */
  get failure(): AxiomTokenError | undefined {
    return this.#loop.failure;
  }

  /** See {@link StorageState.wasInterrupted}. */
  get wasInterrupted(): boolean {
    return this.#state.wasInterrupted;
  }

  /** See {@link StorageNotebook.decisionMs}. */
  get decisionMs(): number {
    return this.#notebook.decisionMs;
  }

  /** Whether the time of a new decision is certain to be after that of the saved record. Not if that was never read: the clock may have been set back since. */
  get isDecisionComparable(): boolean {
    return this.#state.wasSeen || this.#notebook.noted.decidedAtMs !== undefined;
  }

  /** See {@link StorageLoop.hasUnsavedTokens}. */
  get hasUnsavedTokens(): boolean {
    return this.#loop.hasUnsavedTokens;
  }

  get view(): StorageView {
    return this.#loop;
  }

  get isMoving(): boolean {
    return this.#moves > 0;
  }

  /** See {@link StorageState.isRead}. */
  get isRead(): boolean {
    return this.#state.isRead;
  }

  get facet(): StorageFacet {
    return this.#loop.facet;
  }

  /** Reads the place, once. Never throws: a failure shows in `facet` and is retried automatically. */
  load(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#state.content.kind === 'as-found') await this.#loop.advance();
    });
  }

  /** Takes the record into memory and writes it to the place. Resolves after the first try: true if the record is saved. */
  async setRecord(record: TokenRecord, by: Exclude<DecidedBy, 'found'>): Promise<boolean> {
    if (this.#state.isUnwritten) this.#notebook.noteReplaced(this.record, record);
    // A record that the user brought keeps `person` until it is written.
    const isPersons = this.#state.content.kind === 'record' && this.#state.content.by === 'person';
    this.#state.decide({ kind: 'record', record, by: isPersons ? 'person' : by });
    // Sealed before the queue: while an earlier call hangs, the newest tokens must still get into the journal.
    if (this.#underWay > 0) await this.#steps.seals.seal(record, this.#lockable);
    await this.#enqueue(() => this.#loop.advance());
    return !this.hasUnsavedTokens;
  }

  /** Signs out: forgets the record in memory now, notes the removal, then removes it. True if nothing remains to be done. */
  async signOut(): Promise<boolean> {
    const [{ record, content, observed, base, writtenOver }, decidedAtMs] = [this.#state, this.decisionMs];
    const { choice, key } = this.place;
    const { hasTokens, signIn, neverSaved, removing } = this.#notebook.noted;
    const wasSaved = hasTokens && (!record || signIn === undefined || signIn === this.#notebook.nameOf(record));
    const neverThere = record ? this.#notebook.neverSavedBeside(record) : [];
    const { placeFailure } = this.#loop;
    // Tokens of another profile, account or server at the place do not belong to this sign-in, so they are not removed. The place is read again instead.
    const isOthers = isConflict(placeFailure) || placeFailure?.code === 'INVALID_INPUT';
    const isNothing = isOthers
      ? !record || placeFailure?.code === 'WRONG_ORIGIN'
      : !record && (observed.kind === 'absent' || content.kind === 'none') && removing.length === 0 && !neverSaved;
    const seen = isOthers ? undefined : (base ?? (this.isRead ? undefined : 'unread'));
    if (!isNothing) this.#notebook.noteSignedOut(record, seen, choice, writtenOver);
    if (isOthers) this.#state.forgetRead();
    this.#state.decide({ kind: isOthers ? 'as-found' : 'none' });
    // Noted before the queue: while an earlier call hangs, the sign-out must still be remembered if the app ends.
    if (this.#underWay > 0) {
      await this.#steps.seals.removeSealed(record, this.#lockable);
      await this.#notebook.write();
    }
    await this.#enqueue(async () => {
      await this.#steps.seals.removeSealed(record, this.#lockable);
      await this.#steps.marks.leaveForSignOut(key, record ?? signIn, neverThere, wasSaved, decidedAtMs);
      await this.#loop.advance();
    });
    return this.#loop.placeFailure === undefined;
  }

  /** Reads the place again and retries now what failed. */
  retry(): Promise<void> {
    return this.#enqueue(() => this.#loop.readAgain());
  }

  /** As {@link retry}, at the user's request: also writes tokens again that another program has removed from the place, if it is still empty. */
  async saveAgain(): Promise<void> {
    await this.retry();
    const { content } = this.#state;
    if (content.kind !== 'record' || !this.#loop.isEmptied) return;
    this.#state.decide({ ...content, record: { ...content.record, decidedAtMs: this.decisionMs }, by: 'person' });
    await this.retry();
  }

  /** See {@link TokenManager.acquireLock}. */
  hold(purpose: LockPurpose): Promise<Unsubscribe> {
    return this.#lockable.lock(purpose, LOCK_WAIT_MS);
  }

  /** See {@link TokenManager.reloadIfNewer}. */
  reloadIfNewer(): Promise<boolean> {
    return this.#enqueue(() => this.#lockable.whileLocked('write', LOCK_WAIT_MS, () => this.#loop.reload()));
  }

  /** See {@link TokenManager.moveTo}. */
  move(target: Place, request: PersonRequest, { leavesUnread = false }: MoveOptions = {}): Promise<void> {
    this.#moves++;
    return this.#enqueue(() => this.#move(target, { request, leavesUnread })).finally(() => this.#moves--);
  }

  /** Stops all retries and watching. */
  dispose(): void {
    this.#loop.dispose();
    this.#watch.dispose();
  }

  #enqueue<Result>(run: () => Promise<Result>): Promise<Result> {
    this.#underWay++;
    return this.#inTurn(run).finally(() => {
      this.#underWay--;
      if (this.#lockable.hasAnswered) this.#watch.watch();
    });
  }

  async #move(target: Place, asked: Pick<MoveParts, 'request' | 'leavesUnread'>): Promise<void> {
    asked.request.refuseLate();
    // Read again: the place may be readable by now, or another process may have removed the tokens.
    if (!this.#state.isUnwritten) await this.#loop.readAgain();
    const own = { state: this.#state, notebook: this.#notebook, marks: this.#steps.marks };
    const parts: MoveParts = { ...this.#options, ...own, nameOf: this.#notebook.nameOf, ...asked };
    const arrived = this.#lockableOf(target);
    const release = await lockBoth([this.#lockable, arrived], this.#options.crypto, LOCK_WAIT_MS);
    try {
      await movePlace(this.#lockable, arrived, parts);
    } catch (error) {
      release();
      // Carries out the removal of the copy that may be at the target.
      await this.#loop.advance();
      throw error;
    }
    const left = this.#lockable;
    this.#lockable = arrived;
    await this.#formerPlaces.removeAtLeftPlace(left, arrived).finally(release);
    this.#watch.follow(target);
    this.#loop.clearFailure();
    await this.#loop.advance();
    // Everything was moved; report what is still pending.
    if (this.failure) throw this.failure;
  }
}
