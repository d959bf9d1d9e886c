// One place and this process's hold on it: every call to its store has a deadline, and it is known whether what was seen there still holds.
// Used by ProfileStorage.
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import { withDeadline } from '../flow/deadline';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';
import { placeOf } from '../ports/token-places';
import type { TokenRecord } from '../tokens/token-record';
import type { Place } from './place';
import { type LockPurpose, ProfileLock } from './profile-lock';
import type { Looked } from './storage-step';

export interface HeldPlaceParts {
  /** Keeps other processes from refreshing or writing meanwhile; absent where there can be none. */
  readonly lock?: RefreshLock | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A disk or network drive that takes longer does not answer. A keychain has its own deadlines: a person may be typing a password. */
const FILE_DEADLINE_MS = 10_000;

export class HeldPlace {
  readonly place: Place;
  readonly #clock: Clock;
  readonly #lock: ProfileLock;
  #holders = 0;
  #isHeldSinceLook = false;
  /** A call that has not come back though its deadline is over. */
  #hung: Promise<unknown> | undefined;

  constructor(place: Place, { lock, clock, logger }: HeldPlaceParts) {
    this.place = place;
    this.#clock = clock;
    this.#lock = new ProfileLock({ place: place.key, lock, logger });
  }

  /** Whether no other process can write there now. Nobody else knows tokens that are in this one's memory only. */
  get isHeld(): boolean {
    return this.#holders > 0 || this.place.choice.kind === 'memory';
  }

  /** Whether it has been held since the last {@link look}. */
  get isHeldSinceLook(): boolean {
    return this.#isHeldSinceLook;
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

  /** What the store holds. Never throws: a store that could not be read is `blocked` or `damaged`. */
  async look(): Promise<Looked> {
    this.#isHeldSinceLook = this.isHeld;
    try {
      const record = await this.#call(() => this.place.store.load());
      return record ? { kind: 'record', record } : { kind: 'absent' };
    } catch (error) {
      const failure = toAxiomTokenError(error);
      return failure.code === 'STORAGE_CORRUPT'
        ? { kind: 'damaged', failure }
        : { kind: 'blocked', failure, isMissing: failure.isMissing };
    }
  }

  /** @throws as {@link TokenStore.save}; `TIMEOUT` */
  save(record: TokenRecord): Promise<void> {
    return this.#call(() => this.place.store.save(record));
  }

  /** @throws as {@link TokenStore.clear}; `TIMEOUT` */
  clear(): Promise<void> {
    return this.#call(() => this.place.store.clear());
  }

  /**
   * Writes a record and reads it again.
   * @throws as {@link save}; `STORAGE_UNAVAILABLE` when other tokens come back
   */
  async copyHere(record: TokenRecord): Promise<void> {
    await this.save(record);
    const found = await this.look();
    const { accessToken, refreshToken } = record.tokens;
    const copy = found.kind === 'record' ? found.record.tokens : undefined;
    if (copy?.accessToken.equals(accessToken) && copy.refreshToken.equals(refreshToken)) return;
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `The new place (${this.place.store.place}) did not keep the tokens.`,
      remedy: 'Choose another place. The tokens stay where they were.',
    });
  }

  /** One unfinished call at most: a drive that hangs must not use up what all files share. What comes late is dropped; it is looked at anew. */
  async #call<Result>(run: () => Promise<Result>): Promise<Result> {
    // What a person chooses by its path lies on a drive.
    if (placeOf(this.place.choice.kind).asks === 'nothing') return run();
    if (this.#hung) throw this.#notAnswering();
    const work = run();
    try {
      return await withDeadline(this.#clock, FILE_DEADLINE_MS, work, () => {
        this.#hung = work;
        const isOver = (): void => {
          this.#hung = undefined;
        };
        work.then(isOver, isOver);
        return this.#notAnswering();
      });
    } catch (error) {
      this.#isHeldSinceLook = false;
      throw error;
    }
  }

  #notAnswering(): AxiomTokenError {
    return new AxiomTokenError('TIMEOUT', {
      message: `The disk or network drive of ${this.place.store.place} does not answer.`,
      remedy:
        'Check the drive and its connection. The tokens in memory go on being refreshed; it is tried again by itself.',
    });
  }
}
