// The lock of this process on one place, against other processes with the same tokens. Concurrent work inside this process shares one lock; it is kept in
// order by the queue of ProfileStorage and by single flight. Used by LockablePlace and SingleUseTokens.
import { RETRY_ADVICE } from '../base/retry-advice';
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';

/**
 * What the lock is wanted for. A `refresh` is never made without a lock, because two programs could send one refresh token. A `write` is made even if the
 * system gives no locks at all, because losing the tokens would be worse.
 */
export type LockPurpose = 'refresh' | 'write';

export interface ProfileLockOptions {
  /** The key of the place (`placeKey`). */
  readonly place: string;
  /** Absent when no other process can use the place. */
  readonly lock?: RefreshLock | undefined;
  readonly logger: Logger;
}

/** The outcome of a request for the lock. */
type Taken =
  | { readonly kind: 'had'; readonly unlock: Unsubscribe }
  | { readonly kind: 'busy' }
  | { readonly kind: 'none'; readonly failure: AxiomTokenError };

/** One request for the lock, and how many callers share it. */
interface Asked {
  readonly taken: Promise<Taken>;
  holders: number;
}

export class ProfileLock {
  readonly #options: ProfileLockOptions;
  #asked: Asked | undefined;

  constructor(options: ProfileLockOptions) {
    this.#options = options;
  }

  /**
   * Waits up to `waitMs` for the lock, or shares the lock that this process already holds or waits for. Call the result to release; the last release frees the
   * lock.
   * @throws AxiomTokenError `TIMEOUT` when another process holds the lock all that time; for a refresh also when the system gives no lock at all
   * (`STORAGE_DENIED`, `STORAGE_FULL`, `STORAGE_UNAVAILABLE`)
   */
  async acquire(waitMs: number, purpose: LockPurpose): Promise<Unsubscribe> {
    const asked = (this.#asked ??= { taken: this.#acquire(waitMs), holders: 0 });
    asked.holders++;
    const taken = await asked.taken;
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      asked.holders--;
      if (asked.holders > 0) return;
      this.#forget(asked);
      if (taken.kind === 'had') taken.unlock();
    };
    if (taken.kind === 'had' || (taken.kind === 'none' && purpose === 'write')) return release;
    // The next caller makes a new request.
    this.#forget(asked);
    release();
    if (taken.kind === 'none') throw taken.failure;
    throw new AxiomTokenError('TIMEOUT', {
      message: 'Another program is using these tokens and does not finish.',
      remedy: `${RETRY_ADVICE.place} If this continues, end the other program. Your tokens are untouched.`,
    });
  }

  #forget(asked: Asked): void {
    if (this.#asked === asked) this.#asked = undefined;
  }

  async #acquire(waitMs: number): Promise<Taken> {
    const { lock, place, logger } = this.#options;
    if (!lock) return { kind: 'had', unlock: () => undefined };
    try {
      const unlock = await lock.acquire(place, waitMs);
      return unlock ? { kind: 'had', unlock } : { kind: 'busy' };
    } catch (error) {
      logger.error('no lock could be taken', error, { place });
      return { kind: 'none', failure: toAxiomTokenError(error) };
    }
  }
}
