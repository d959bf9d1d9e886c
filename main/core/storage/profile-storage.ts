// Brings one profile's place to what was decided: takes the steps of storage-step.ts one after another, tries again what could not be done, and moves
// to another place. Holds the record in memory. Used by TokenManager only; knows nothing of expiry or of the server.
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import { createInTurn } from '../flow/in-turn';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { Logger } from '../ports/logger';
import type { Removal } from '../ports/profile-index';
import type { RefreshLock } from '../ports/refresh-lock';
import type { RemovalMark, RemovalMarks } from '../ports/removal-marks';
import type { StoreChoice } from '../ports/token-places';
import { deriveStorageFacet, type StorageFacet } from '../status/state-facets';
import { isSameTokens } from '../tokens/auth-tokens';
import { isConflict, takeNewer } from '../tokens/found-record';
import { signInNameOf } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { removeFromFormer } from './former-places';
import { decideMove } from './move-step';
import { createNotesInMemory, isSameChoice, type Place, type StorageNote, type StorageNotes } from './place';
import { copyTo, lookAt } from './place-look';
import { type LockPurpose, ProfileLock } from './profile-lock';
import type { SealedJournal } from './sealed-journal';
import { type Content, type DecidedBy, nextStep, type Observed, type Step } from './storage-step';
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

/** What the owner of the record is told. */
export interface StorageListener {
  /** The record in memory is another one. `isForgotten`: another process has ended this sign-in. */
  recordChanged(record: TokenRecord | undefined, isForgotten: boolean): void;
  /** Something that is shown may have changed. */
  changed(): void;
}

/** Longer than another process's refresh takes with all its retries. */
const LOCK_WAIT_MS = 70_000;
/** A start does not wait for a refresh that another process has under way. */
const RECOVERY_WAIT_MS = 2_000;

export class ProfileStorage {
  readonly #options: ProfileStorageOptions;
  readonly #listener: StorageListener;
  readonly #notes: StorageNotes;
  readonly #trouble: StorageTrouble;
  readonly #inTurn = createInTurn();
  /** How many tasks are in turn. */
  #underWay = 0;
  #place: Place;
  #lock: ProfileLock;
  #holders = 0;
  #content: Content = { kind: 'as-found' };
  /** Counts what was decided over the record from outside: sign-ins, refreshes, sign-outs. */
  #decisions = 0;
  #observed: Observed = { kind: 'unread' };
  #isHeldSinceLook = false;
  #marks: readonly RemovalMark[] = [];
  #base: TokenRecord | undefined;
  #sealed: TokenRecord | undefined;
  #noted: StorageNote;
  /** Whether the index does not have `#noted` yet. */
  #isNoteDue = false;
  #noteFailure: AxiomTokenError | undefined;
  #formerFailure: AxiomTokenError | undefined;
  #isLoading = true;
  #wasInterrupted = false;

  constructor(options: ProfileStorageOptions, listener: StorageListener) {
    this.#options = options;
    this.#listener = listener;
    this.#place = options.place;
    this.#notes = options.notes ?? createNotesInMemory();
    this.#noted = this.#notes.read();
    this.#lock = this.#newLock(options.place);
    this.#trouble = new StorageTrouble(options);
  }

  get place(): Place {
    return this.#place;
  }

  get record(): TokenRecord | undefined {
    return this.#content.kind === 'record' ? this.#content.record : undefined;
  }

  get journal(): SealedJournal | undefined {
    return this.#place.journal;
  }

  /** Why the place is not as it should be, or what could not be noted or removed elsewhere; `undefined` when all is done. */
  get failure(): AxiomTokenError | undefined {
    return this.#trouble.failure ?? this.#noteFailure ?? this.#formerFailure;
  }

  /** Whether the answer to a refresh was lost, by a crash or in the network, and nothing newer was saved since then. */
  get wasInterrupted(): boolean {
    return this.#wasInterrupted;
  }

  /** Whether memory holds tokens that the place does not have, also while they are being written. */
  get hasUnsavedTokens(): boolean {
    return this.#content.kind === 'record' && (this.#content.by !== 'found' || this.#isEmptied);
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
      if (this.#content.kind === 'as-found') await this.#advance();
    });
  }

  /** Memory takes the record, and the place is to hold it. Resolves when the first try is over; true if it held. */
  async keep(record: TokenRecord, by: Exclude<DecidedBy, 'found'>): Promise<boolean> {
    // What a person decided stays a person's decision until it is written.
    this.#decisions++;
    const isPersons = this.#content.kind === 'record' && this.#content.by === 'person';
    const isBusy = this.#underWay > 0;
    this.#setContent({ kind: 'record', record, by: isPersons ? 'person' : by });
    // A place that does not answer an earlier call must not keep the newest tokens from being sealed.
    if (isBusy && this.#canSeal) await this.#seal(record);
    await this.#enqueue(() => this.#advance());
    return !this.hasUnsavedTokens;
  }

  /** Signs out: memory forgets the record now; it is noted that it goes, then removed. True if nothing remains to be done. */
  async giveUp(): Promise<boolean> {
    this.#decisions++;
    const { record } = this;
    const isOthers = isConflict(this.#trouble.failure);
    const isEmpty = !record && this.#observed.kind === 'absent' && this.#noted.removing.length === 0;
    if (isOthers) this.#observed = { kind: 'unread' };
    else if (!isEmpty)
      this.#note({ hasTokens: false, signIn: undefined, removing: [...this.#noted.removing, this.#removalOf(record)] });
    // What stands there of another account or server is not this sign-in's, and comes to memory.
    this.#setContent(isOthers ? { kind: 'as-found' } : { kind: 'none' });
    await this.#enqueue(async () => {
      // Tokens that go must not come back from the journal.
      if (record && this.#content.kind !== 'record') await this.#clearJournal(record);
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
    if (this.#content.kind === 'record' && this.#isEmptied) this.#setContent({ ...this.#content, by: 'person' });
    return this.retry();
  }

  /** See {@link TokenManager.acquireLock}. */
  async hold(purpose: LockPurpose, waitMs = LOCK_WAIT_MS): Promise<Unsubscribe> {
    // No other process can know tokens that are in this one's memory only.
    if (this.#place.choice.kind === 'memory') return () => undefined;
    const release = await this.#lock.acquire(waitMs, purpose);
    this.#holders++;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      if (--this.#holders === 0) this.#isHeldSinceLook = false;
      release();
    };
  }

  /** See {@link TokenManager.reloadIfNewer}. */
  reloadIfNewer(): Promise<boolean> {
    return this.#enqueue(() => this.#whileHeld(() => this.#reload()));
  }

  /** See {@link TokenManager.moveTo}. */
  move(target: Place): Promise<void> {
    return this.#enqueue(() => this.#whileHeld(() => this.#move(target)));
  }

  /** Nothing is tried again by itself any more. */
  dispose(): void {
    this.#trouble.dispose();
  }

  get #isEmptied(): boolean {
    const { kind } = this.#observed;
    const isGone = kind === 'absent' || (kind === 'blocked' && this.#observed.isMissing);
    return isGone && this.#trouble.failure !== undefined;
  }

  get #canSeal(): boolean {
    return this.journal !== undefined && this.record !== undefined;
  }

  readonly #nameOf = (record: TokenRecord): string => signInNameOf(record, (data) => this.#options.crypto.sha256(data));

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

  /** Takes steps until nothing can be done now. Never throws: what failed is tried again later. */
  async #advance(): Promise<void> {
    // A place that could not be read may answer by now.
    if (this.#observed.kind !== 'record' && this.#observed.kind !== 'absent') this.#observed = { kind: 'unread' };
    if (this.hasUnsavedTokens || this.#isRemoving) this.#trouble.beginWrite(() => this.#listener.changed());
    const releases: Unsubscribe[] = [];
    try {
      await this.#writeNote();
      do {
        let step = this.#nextStep();
        while (step.kind !== 'done' && step.kind !== 'wait') {
          await this.#take(step, releases);
          step = this.#nextStep();
        }
        if (step.kind === 'wait') this.#fail(step.failure);
        else this.#trouble.end();
      } while (await this.#removeFromFormerPlaces());
      await this.#writeNote();
    } catch (error) {
      this.#observed = { kind: 'unread' };
      this.#fail(error);
    } finally {
      for (const release of releases) release();
      this.#trouble.endWrite();
    }
    this.#isLoading = false;
    this.#listener.changed();
  }

  #nextStep(): Step {
    return nextStep({
      content: this.#content,
      observed: this.#observed,
      isHeld: this.#isHeldSinceLook,
      noted: {
        ...this.#noted,
        removing: this.#removingHere,
        marks: this.#marks,
        base: this.#base,
        sealed: this.#sealed,
        canSeal: this.#canSeal,
      },
      origin: this.#options.origin,
      nameOf: this.#nameOf,
    });
  }

  async #take(step: Exclude<Step, { kind: 'done' | 'wait' }>, releases: Unsubscribe[]): Promise<void> {
    switch (step.kind) {
      case 'read':
        if (step.isHeld && this.#holders === 0) releases.push(await this.hold('write'));
        return this.#look(this.#holders > 0 || this.#place.choice.kind === 'memory');
      case 'write':
        return this.#write(step.record);
      case 'delete':
        return this.#delete();
      case 'reload':
        return this.#takeFound(step.record, step.by, releases);
      case 'forget':
        this.#setContent({ kind: 'none' }, true);
        return undefined;
      case 'note':
        this.#noteHere(step.record);
        return this.#writeNote();
      case 'seal':
        return this.#seal(step.record);
      case 'unseal':
        return this.#clearJournal(this.record);
    }
  }

  async #look(isHeld: boolean): Promise<void> {
    const observed = await lookAt(this.#place.store);
    const isGone = observed.kind === 'absent' || (observed.kind === 'blocked' && observed.isMissing);
    this.#marks = isGone ? await this.#readMarks() : [];
    this.#observed = observed;
    this.#isHeldSinceLook = isHeld;
  }

  async #write(record: TokenRecord): Promise<void> {
    if (this.#content.kind !== 'record') return;
    // With its new generation it is sealed first.
    if (this.#content.record !== record) {
      this.#setContent({ ...this.#content, record });
      return;
    }
    await this.#place.store.save(record);
    this.#wasInterrupted = false;
    this.#seen(record);
  }

  async #delete(): Promise<void> {
    const { store, key } = this.#place;
    const found = this.#observed.kind === 'record' ? this.#observed.record : undefined;
    await this.#clearJournal(found);
    await store.clear();
    this.#seen(undefined);
    if (found) await this.#leaveMark(key, this.#nameOf(found));
  }

  /** Memory takes what was found, and what the journal has more than that. */
  async #takeFound(found: TokenRecord, by: 'found' | 'server', releases: Unsubscribe[]): Promise<void> {
    const before = this.#content;
    let record = found;
    if (before.kind !== 'record') {
      // Without the lock the journal is another process's; what that has sealed it will also save.
      if (this.#holders === 0) {
        const release = await this.hold('refresh', RECOVERY_WAIT_MS).catch(() => undefined);
        if (release) releases.push(release);
      }
      const isOurs = this.#holders > 0 || this.#options.lock === undefined;
      const recovered = isOurs ? await this.journal?.recover(found) : undefined;
      // A person has decided meanwhile.
      if (this.#content !== before) return;
      this.#wasInterrupted = recovered?.wasInterrupted ?? false;
      record = recovered?.newer ?? found;
      this.#sealed = recovered?.newer;
    }
    this.#base = this.#observed.kind === 'record' ? this.#observed.record : this.#base;
    this.#setContent({ kind: 'record', record, by: record === found ? by : 'server' });
  }

  /** Seals the record, best effort: a full disk must not prevent the write. */
  async #seal(record: TokenRecord): Promise<void> {
    await this.journal?.seal(record);
    this.#sealed = record;
  }

  async #clearJournal(record: TokenRecord | undefined): Promise<void> {
    await this.journal?.clear(record);
    this.#sealed = undefined;
  }

  async #lookAnew(): Promise<void> {
    this.#observed = { kind: 'unread' };
    await this.#advance();
  }

  async #reload(): Promise<boolean> {
    const { record: before } = this;
    const decisions = this.#decisions;
    // What memory has more than the place is later than anything there.
    if (this.hasUnsavedTokens && !this.#isEmptied) return false;
    await this.#lookAnew();
    const present = this.record;
    if (!present || decisions !== this.#decisions) return false;
    const recovered = await this.journal?.recover(present);
    if (decisions !== this.#decisions) return false;
    this.#wasInterrupted ||= recovered?.wasInterrupted ?? false;
    if (recovered?.newer) {
      this.#sealed = recovered.newer;
      this.#setContent({ kind: 'record', record: recovered.newer, by: 'server' });
      await this.#advance();
      return true;
    }
    if (this.#trouble.failure) throw this.#trouble.failure;
    return before !== undefined && !isSameTokens(present.tokens, before.tokens);
  }

  async #move(target: Place): Promise<void> {
    const former = this.#place;
    const isSamePlace = former.key === target.key;
    const targetLock = isSamePlace ? this.#lock : this.#newLock(target);
    const release =
      isSamePlace || target.choice.kind === 'memory' ? undefined : await targetLock.acquire(LOCK_WAIT_MS, 'write');
    try {
      const left = await lookAt(former.store);
      const newer = left.kind === 'record' && this.record ? takeNewer(left.record, this.record) : undefined;
      if (newer && this.#content.kind === 'record' && this.#content.by !== 'person')
        this.#setContent({ ...this.#content, record: newer });
      const content = this.#content;
      const step = decideMove({
        content,
        former: left,
        target: await lookAt(target.store),
        targetName: target.store.place,
        origin: this.#options.origin,
        nameOf: this.#nameOf,
      });
      if (step.kind === 'refuse') throw step.failure;
      const copy = step.kind === 'copy' ? step.record : undefined;
      if (copy) await copyTo(target.store, copy);
      await this.#noteMove(target, copy, step.kind === 'go' ? step.found : copy).catch(async (error: unknown) => {
        if (copy) await target.store.clear().catch(() => undefined);
        throw error;
      });
      this.#place = target;
      this.#lock = targetLock;
      this.#seen(copy);
      this.#observed = { kind: 'unread' };
      if (copy && this.#content === content) this.#setContent({ kind: 'record', record: copy, by: 'found' });
      else if (!copy && this.#content.kind !== 'record') this.#setContent({ kind: 'as-found' });
      this.#trouble.end();
      await this.#advance();
    } finally {
      release?.();
    }
    if (this.#formerFailure) throw this.#formerFailure;
  }

  /** Notes where the profile is from now on, and what is still to be removed from the place that it leaves. */
  async #noteMove(target: Place, copy: TokenRecord | undefined, kept: TokenRecord | undefined): Promise<void> {
    const left = copy && target.key !== this.#place.key ? [{ ...this.#removalOf(copy), reason: 'moved' as const }] : [];
    // Signed out while it was being copied: then the copy goes too.
    const isGivenUp = copy !== undefined && this.#content.kind === 'none';
    const unwanted = isGivenUp ? [{ ...this.#removalOf(copy), store: target.choice }] : [];
    const before = this.#noted;
    const moved = ({ removing }: StorageNote): StorageNote => ({
      hasTokens: kept !== undefined && !isGivenUp,
      signIn: isGivenUp ? undefined : kept && this.#nameOf(kept),
      removing: [...removing.filter(({ store }) => !isSameChoice(store, target.choice)), ...left, ...unwanted],
    });
    await this.#notes.write(moved(before), target);
    // What was decided meanwhile is noted next.
    this.#isNoteDue = this.#noted !== before;
    this.#noted = moved(this.#noted);
    if (copy && !isGivenUp && this.#content.kind === 'none')
      this.#note({ removing: [...this.#noted.removing, { ...this.#removalOf(copy), store: target.choice }] });
  }

  /** Goes on with the removals elsewhere. True when the profile's own place must be looked at once more. */
  async #removeFromFormerPlaces(): Promise<boolean> {
    const { openPlace, logger, profileId } = this.#options;
    this.#formerFailure = undefined;
    let isChanged = false;
    for (const removal of this.#noted.removing) {
      if (isSameChoice(removal.store, this.#place.choice) || !openPlace) continue;
      try {
        isChanged = (await this.#removeFrom(removal, openPlace(removal.store))) || isChanged;
      } catch (error) {
        logger.error('a former copy of the tokens could not be removed', error, { profile: profileId });
        this.#formerFailure = toAxiomTokenError(error);
        this.#retrySoon();
      }
    }
    return isChanged;
  }

  async #removeFrom(removal: Removal, place: Place): Promise<boolean> {
    const result = await removeFromFormer(removal, place, {
      lock: this.#newLock(place),
      lockWaitMs: LOCK_WAIT_MS,
      present: () => this.record,
      origin: this.#options.origin,
      nameOf: this.#nameOf,
    });
    if (typeof result === 'object') {
      this.#setContent({ kind: 'record', record: result.newer, by: 'server' });
      return true;
    }
    this.#note({ removing: this.#noted.removing.filter((other) => other !== removal) });
    if (result === 'over') return false;
    if (removal.signIn !== undefined) await this.#leaveMark(place.key, removal.signIn);
    // Both may be one place under two names: then what was just moved there is written once more.
    if (this.#content.kind === 'record') this.#setContent({ ...this.#content, by: 'person' });
    this.#observed = { kind: 'unread' };
    return true;
  }

  #retrySoon(): void {
    this.#trouble.retryLater(() => void this.retry());
  }

  get #removingHere(): readonly Removal[] {
    return this.#noted.removing.filter(({ store }) => isSameChoice(store, this.#place.choice));
  }

  get #isRemoving(): boolean {
    return this.#noted.removing.length > 0;
  }

  #removalOf(record: TokenRecord | undefined): Removal {
    const accountId = record?.tokens.accountId;
    return {
      store: this.#place.choice,
      ...(record ? { signIn: this.#nameOf(record) } : {}),
      ...(accountId === undefined ? {} : { accountId }),
      sinceMs: this.#options.clock.nowMs(),
      reason: 'signed-out',
    };
  }

  /** The place holds this record, or surely none: nothing is to be removed from it any more. */
  #noteHere(record: TokenRecord | undefined): void {
    this.#note({
      hasTokens: record !== undefined,
      signIn: record && this.#nameOf(record),
      removing: this.#noted.removing.filter(({ store }) => !isSameChoice(store, this.#place.choice)),
    });
  }

  #note(change: Partial<StorageNote>): void {
    this.#noted = { ...this.#noted, ...change };
    this.#isNoteDue = true;
  }

  /** Best effort: what cannot be noted is done all the same, and shown as not remembered. */
  async #writeNote(): Promise<void> {
    if (!this.#isNoteDue) return;
    const noted = this.#noted;
    try {
      await this.#notes.write(noted);
      this.#noteFailure = undefined;
      if (this.#noted === noted) this.#isNoteDue = false;
    } catch (error) {
      this.#options.logger.error('the index of profiles could not be written', error, {
        profile: this.#options.profileId,
      });
      this.#noteFailure = notRemembered(error);
      this.#retrySoon();
    }
  }

  async #readMarks(): Promise<readonly RemovalMark[]> {
    try {
      return (await this.#options.marks?.read(this.#place.key)) ?? [];
    } catch (error) {
      this.#options.logger.error('the marks of removals could not be read', error);
      return [];
    }
  }

  async #leaveMark(key: string, signIn: string): Promise<void> {
    try {
      await this.#options.marks?.add(key, { signIn, atMs: this.#options.clock.nowMs() });
    } catch (error) {
      this.#options.logger.error('a removal could not be marked for other programs', error);
    }
  }

  #seen(record: TokenRecord | undefined): void {
    this.#base = record;
    this.#observed = record ? { kind: 'record', record } : { kind: 'absent' };
  }

  #setContent(content: Content, isForgotten = false): void {
    const before = this.record;
    this.#content = content;
    if (this.record !== before) this.#listener.recordChanged(this.record, isForgotten);
  }

  #fail(error: unknown): void {
    const message =
      this.hasUnsavedTokens || this.#isRemoving
        ? 'the tokens could not be saved'
        : 'the saved tokens could not be read';
    // Once, not at every try.
    if (toAxiomTokenError(error).code !== this.#trouble.failure?.code)
      this.#options.logger.error(message, error, { store: this.#place.store.kind });
    this.#trouble.add(error, () => void this.retry());
  }

  #newLock({ key }: Place): ProfileLock {
    const { lock, logger } = this.#options;
    return new ProfileLock({ place: key, lock, logger });
  }
}

function notRemembered(cause: unknown): AxiomTokenError {
  const { code, message } = toAxiomTokenError(cause);
  return new AxiomTokenError(code, {
    message: `The list of accounts could not be written, so this is not remembered over a restart. ${message}`,
    remedy: 'It is tried again by itself. Your tokens are kept as they are.',
    cause,
  });
}
