// This process's lock on one place, against other processes with the same tokens. Concurrent work inside this process shares one lock; there
// ProfileStorage's queue and single flight keep it in order. Used by HeldPlace.
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';

/**
 * What the lock is wanted for. A `refresh` is never made without one: two programs would send one refresh token. A `write` of what a person has decided
 * is made all the same: losing it would be worse.
 */
export type LockPurpose = 'refresh' | 'write';

export interface ProfileLockOptions {
  /** The key of the place (`placeKey`). */
  readonly place: string;
  /** Absent where no other process can use the place. */
  readonly lock?: RefreshLock | undefined;
  readonly logger: Logger;
}

/** What became of asking for the lock. */
type Taken =
  | { readonly kind: 'had'; readonly unlock: Unsubscribe }
  | { readonly kind: 'busy' }
  | { readonly kind: 'none'; readonly failure: AxiomTokenError };

/** One call of the lock, and how many steps share it. */
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
   * Waits up to `waitMs` for the lock, or joins the lock that this process holds or waits for. Call the result to release; the last release frees the
   * lock.
   * @throws AxiomTokenError `TIMEOUT` when another process holds the lock all that time; for a refresh also why no lock can be had at all
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
    // Whoever comes next asks anew.
    this.#forget(asked);
    release();
    if (taken.kind === 'none') throw taken.failure;
    throw new AxiomTokenError('TIMEOUT', {
      message: 'Another program is busy with these tokens and does not come to an end.',
      remedy: 'It is tried again by itself. If it stays so, end the other program. Your tokens are untouched.',
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
      logger.error('no lock could be had', error, { place });
      return { kind: 'none', failure: toAxiomTokenError(error) };
    }
  }
}
