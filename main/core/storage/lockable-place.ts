// One place with its lock: every call to its store has a deadline, and it is known whether the lock has been held
// since the last read. Used by ProfileStorage.
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { PlaceNotifications } from '../ports/place-notifications';
import type { RefreshLock } from '../ports/refresh-lock';
import type { StillWanted } from '../ports/still-wanted';
import { placeOf } from '../ports/token-places';
import { isSameTokens } from '../tokens/auth-tokens';
import type { TokenRecord } from '../tokens/token-record';
import { driveNotAnswering } from './file-deadline';
import { InTime } from './in-time';
import type { Place } from './place';
import { type LockPurpose, ProfileLock } from './profile-lock';
import type { ReadResult } from './storage-step';

export interface LockablePlaceParts {
  /** Keeps other processes from refreshing or writing; absent when no other process can use the place. */
  readonly lock?: RefreshLock | undefined;
  /** Notifies other processes of writes and removals; absent when no other process can use the place. */
  readonly notifications?: PlaceNotifications | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Makes the held places of one profile. All held places with one key share its lock, because the operation that removes a moved copy would otherwise wait for
 * a refresh of the same process. They also share the knowledge that a call hangs there.
 */
export function createLockablePlaces(parts: LockablePlaceParts): (place: Place) => LockablePlace {
  const locks = new Map<string, ProfileLock>();
  const inTime = new InTime(parts.clock);
  return (place) => {
    const lock = locks.get(place.key) ?? new ProfileLock({ place: place.key, lock: parts.lock, logger: parts.logger });
    locks.set(place.key, lock);
    return new LockablePlace(place, lock, parts, inTime);
  };
}

export class LockablePlace {
  readonly place: Place;
  readonly #inTime: InTime;
  readonly #lock: ProfileLock;
  #isOpenToOthers = false;
  #hasAnswered = false;
  readonly #notifications: PlaceNotifications | undefined;
  readonly #logger: Logger;
  #holders = 0;
  #isLockedSinceRead = false;

  constructor(
    place: Place,
    lock: ProfileLock,
    { notifications, clock, logger }: LockablePlaceParts,
    inTime = new InTime(clock),
  ) {
    this.place = place;
    this.#inTime = inTime;
    this.#lock = lock;
    this.#notifications = notifications;
    this.#logger = logger;
  }

  /** Whether no other process can write there now; always true for memory. */
  get isLocked(): boolean {
    return this.#holders > 0 || this.place.choice.kind === 'memory';
  }

  /** Whether the lock has been held since the last {@link read}. */
  get isLockedSinceRead(): boolean {
    return this.#isLockedSinceRead;
  }

  /** Whether other users could read the record at the time of the last read. */
  get isOpenToOthers(): boolean {
    return this.#isOpenToOthers;
  }

  /**
   * Whether a read has succeeded and no call has hung since. Calls without a deadline, such as watching, are allowed
   * only then.
   */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /** Locks the place against other processes; call the result to release. @throws as {@link ProfileLock.acquire} */
  async lock(purpose: LockPurpose, waitMs: number): Promise<Unsubscribe> {
    if (this.place.choice.kind === 'memory') return () => undefined;
    const unlock = await this.#lock.acquire(waitMs, purpose);
    this.#holders++;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      if (--this.#holders === 0) this.#isLockedSinceRead = false;
      unlock();
    };
  }

  /** Runs while the place is locked against other processes. @throws as {@link lock} and `run` */
  async whileLocked<Result>(purpose: LockPurpose, waitMs: number, run: () => Promise<Result>): Promise<Result> {
    const release = await this.lock(purpose, waitMs);
    try {
      return await run();
    } finally {
      release();
    }
  }

  /** Reads the store. Never throws: a store that could not be read is `blocked` or `damaged`. */
  async read(): Promise<ReadResult> {
    const wasHeld = this.isLocked;
    try {
      const record = await this.#call(() => this.place.store.load());
      this.#hasAnswered = true;
      await this.#lookAtPrivacy(record !== undefined);
      return record ? { kind: 'record', record } : { kind: 'absent' };
    } catch (error) {
      const failure = toAxiomTokenError(error);
      this.#hasAnswered ||= failure.code === 'STORAGE_CORRUPT';
      return failure.code === 'STORAGE_CORRUPT'
        ? { kind: 'damaged', failure }
        : { kind: 'blocked', failure, isMissing: failure.isMissing };
    } finally {
      // A failed read counts as well: it found the record missing, damaged or not readable.
      this.#isLockedSinceRead = wasHeld && this.isLocked;
    }
  }

  /** Removes the access of other users. @throws as {@link PlacePrivacy.makePrivate}; `TIMEOUT` */
  async makePrivate(): Promise<void> {
    await this.#call(async () => this.place.store.privacy?.makePrivate());
    this.#isOpenToOthers = false;
  }

  /** Saves the record. `beforeOthers` runs after that, before other programs are notified. @throws as {@link TokenStore.save}; `TIMEOUT` */
  async save(record: TokenRecord, beforeOthers?: () => Promise<void>): Promise<void> {
    await this.#call((isWanted) => this.place.store.save(record, isWanted));
    await beforeOthers?.();
    await this.#notifyOthers();
  }

  /** @throws as {@link TokenStore.setAside}; `TIMEOUT` */
  setAside(): Promise<void> {
    return this.#call(async (isWanted) => this.place.store.setAside?.(isWanted));
  }

  /** @throws as {@link TokenStore.clear}; `TIMEOUT` */
  async clear(): Promise<void> {
    await this.#call((isWanted) => this.place.store.clear(isWanted));
    await this.#notifyOthers();
  }

  /**
   * Writes a record and reads it back.
   * @throws as {@link save}; `STORAGE_UNAVAILABLE` when other tokens come back
   */
  async copyHere(record: TokenRecord): Promise<void> {
    await this.save(record);
    const found = await this.read();
    if (found.kind === 'record' && isSameTokens(found.record.tokens, record.tokens)) return;
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `The new place (${this.place.store.place}) did not keep the tokens.`,
      remedy: 'Choose another place. The tokens stay where they were.',
    });
  }

  /** If the access rights cannot be read, there is no warning. */
  async #lookAtPrivacy(isThere: boolean): Promise<void> {
    const { privacy } = this.place.store;
    this.#isOpenToOthers =
      isThere && privacy !== undefined && !(await this.#call(() => privacy.isPrivate()).catch(() => true));
  }

  /**
   * Best effort: a program that misses the notification still reads the place before its next refresh. A store that
   * can be watched needs no notification.
   */
  async #notifyOthers(): Promise<void> {
    const { key, choice, store } = this.place;
    if (choice.kind === 'memory' || store.watch) return;
    try {
      await this.#notifications?.notify(key);
    } catch (error) {
      this.#logger.error('other programs could not be notified of a change', error, { store: choice.kind });
    }
  }

  /**
   * At most one unfinished call: a drive that hangs must not use up the threads that all files share. A late result
   * is dropped; the next read starts again.
   */
  async #call<Result>(run: (isWanted: StillWanted) => Promise<Result>): Promise<Result> {
    // Only places that the user chooses by a path are on a drive.
    if (placeOf(this.place.choice.kind).asks === 'nothing') return run(() => true);
    return this.#inTime.call(this.place.key, run, () => {
      this.#isLockedSinceRead = false;
      this.#hasAnswered = false;
      return driveNotAnswering(this.place.store.place);
    });
  }
}
