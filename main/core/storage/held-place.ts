// One place and this process's hold on it: every call to its store has a deadline, and it is known whether what was seen there still holds.
// Used by ProfileStorage.
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { PlaceNews } from '../ports/place-news';
import type { RefreshLock } from '../ports/refresh-lock';
import type { StillWanted } from '../ports/still-wanted';
import { placeOf } from '../ports/token-places';
import { isSameTokens } from '../tokens/auth-tokens';
import type { TokenRecord } from '../tokens/token-record';
import { driveNotAnswering } from './file-deadline';
import { InTime } from './in-time';
import type { Place } from './place';
import { type LockPurpose, ProfileLock } from './profile-lock';
import type { Looked } from './storage-step';

export interface HeldPlaceParts {
  /** Keeps other processes from refreshing or writing meanwhile; absent where there can be none. */
  readonly lock?: RefreshLock | undefined;
  /** Tells other processes of what is written or removed; absent where there can be none. */
  readonly news?: PlaceNews | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Makes the held places of one profile. All that hold a place share its lock: a refresh of this process may hold the place that a move leaves, and who
 * removes the copy there would wait for it. And all know of a call that hangs there.
 */
export function createHeldPlaces(parts: HeldPlaceParts): (place: Place) => HeldPlace {
  const locks = new Map<string, ProfileLock>();
  const inTime = new InTime(parts.clock);
  return (place) => {
    const lock = locks.get(place.key) ?? new ProfileLock({ place: place.key, lock: parts.lock, logger: parts.logger });
    locks.set(place.key, lock);
    return new HeldPlace(place, lock, parts, inTime);
  };
}

export class HeldPlace {
  readonly place: Place;
  readonly #inTime: InTime;
  readonly #lock: ProfileLock;
  #isOpenToOthers = false;
  #hasAnswered = false;
  readonly #news: PlaceNews | undefined;
  readonly #logger: Logger;
  #holders = 0;
  #isHeldSinceLook = false;

  constructor(place: Place, lock: ProfileLock, { news, clock, logger }: HeldPlaceParts, inTime = new InTime(clock)) {
    this.place = place;
    this.#inTime = inTime;
    this.#lock = lock;
    this.#news = news;
    this.#logger = logger;
  }

  /** Whether no other process can write there now. Nobody else knows tokens that are in this one's memory only. */
  get isHeld(): boolean {
    return this.#holders > 0 || this.place.choice.kind === 'memory';
  }

  /** Whether it has been held since the last {@link look}. */
  get isHeldSinceLook(): boolean {
    return this.#isHeldSinceLook;
  }

  /** Whether other users could read what was seen there last. */
  get isOpenToOthers(): boolean {
    return this.#isOpenToOthers;
  }

  /** Whether it could be seen what is there, and no call hung since: a drive that does not answer must not be asked for anything that has no deadline. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /** Locks the place against other processes; call the result to release. @throws as {@link ProfileLock.acquire} */
  async hold(purpose: LockPurpose, waitMs: number): Promise<Unsubscribe> {
    if (this.place.choice.kind === 'memory') return () => undefined;
    const unlock = await this.#lock.acquire(waitMs, purpose);
    this.#holders++;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      if (--this.#holders === 0) this.#isHeldSinceLook = false;
      unlock();
    };
  }

  /** Runs while the place is locked against other processes. @throws as {@link hold} and `run` */
  async whileHeld<Result>(purpose: LockPurpose, waitMs: number, run: () => Promise<Result>): Promise<Result> {
    const release = await this.hold(purpose, waitMs);
    try {
      return await run();
    } finally {
      release();
    }
  }

  /** What the store holds. Never throws: a store that could not be read is `blocked` or `damaged`. */
  async look(): Promise<Looked> {
    const wasHeld = this.isHeld;
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
      // Also what could not be read was seen: that it is missing, or damaged.
      this.#isHeldSinceLook = wasHeld && this.isHeld;
    }
  }

  /** Closes the place to other users. @throws as {@link PlacePrivacy.makePrivate}; `TIMEOUT` */
  async makePrivate(): Promise<void> {
    await this.#call(async () => this.place.store.privacy?.makePrivate());
    this.#isOpenToOthers = false;
  }

  /** `beforeOthers` runs once it is saved, before other programs are told. @throws as {@link TokenStore.save}; `TIMEOUT` */
  async save(record: TokenRecord, beforeOthers?: () => Promise<void>): Promise<void> {
    await this.#call((isWanted) => this.place.store.save(record, isWanted));
    await beforeOthers?.();
    await this.#tellOthers();
  }

  /** @throws as {@link TokenStore.setAside}; `TIMEOUT` */
  setAside(): Promise<void> {
    return this.#call(async (isWanted) => this.place.store.setAside?.(isWanted));
  }

  /** @throws as {@link TokenStore.clear}; `TIMEOUT` */
  async clear(): Promise<void> {
    await this.#call((isWanted) => this.place.store.clear(isWanted));
    await this.#tellOthers();
  }

  /**
   * Writes a record and reads it again.
   * @throws as {@link save}; `STORAGE_UNAVAILABLE` when other tokens come back
   */
  async copyHere(record: TokenRecord): Promise<void> {
    await this.save(record);
    const found = await this.look();
    if (found.kind === 'record' && isSameTokens(found.record.tokens, record.tokens)) return;
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `The new place (${this.place.store.place}) did not keep the tokens.`,
      remedy: 'Choose another place. The tokens stay where they were.',
    });
  }

  /** What cannot be asked is no reason for a warning. */
  async #lookAtPrivacy(isThere: boolean): Promise<void> {
    const { privacy } = this.place.store;
    this.#isOpenToOthers =
      isThere && privacy !== undefined && !(await this.#call(() => privacy.isPrivate()).catch(() => true));
  }

  /** Best effort: who has not heard of it looks before its next refresh. A store that can be watched tells by itself. */
  async #tellOthers(): Promise<void> {
    const { key, choice, store } = this.place;
    if (choice.kind === 'memory' || store.watch) return;
    try {
      await this.#news?.tell(key);
    } catch (error) {
      this.#logger.error('other programs could not be told of a change', error, { store: choice.kind });
    }
  }

  /** One unfinished call at most: a drive that hangs must not use up what all files share. What comes late is dropped; it is looked at anew. */
  async #call<Result>(run: (isWanted: StillWanted) => Promise<Result>): Promise<Result> {
    // What a person chooses by its path lies on a drive.
    if (placeOf(this.place.choice.kind).asks === 'nothing') return run(() => true);
    return this.#inTime.call(this.place.key, run, () => {
      this.#isHeldSinceLook = false;
      this.#hasAnswered = false;
      return driveNotAnswering(this.place.store.place);
    });
  }
}
