// This process's lock on one profile, against other processes with the same tokens. Concurrent work inside this process shares one lock; there
// StoreKeeper's queue and single flight keep it in order. Used by StoreKeeper and, through TokenManager, by a refresh.
import { AxiomTokenError } from '../base/errors';
import type { Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';

export interface ProfileLockOptions {
  readonly profileId: string;
  /** Absent where no other process can use the profile. */
  readonly lock?: RefreshLock | undefined;
  readonly logger: Logger;
}

export class ProfileLock {
  readonly #options: ProfileLockOptions;
  #lock: Promise<Unsubscribe | undefined> | undefined;
  #holders = 0;

  constructor(options: ProfileLockOptions) {
    this.#options = options;
  }

  /**
   * Waits up to `waitMs` for the lock, or joins the lock that this process holds or waits for. Call the result to release; the last release frees the
   * lock. Where the platform gives no lock, work continues without one: expired or unsaved tokens would be worse.
   * @throws AxiomTokenError `TIMEOUT` when another process holds the lock all that time
   */
  async acquire(waitMs: number): Promise<Unsubscribe> {
    this.#holders++;
    const lock = (this.#lock ??= this.#acquire(waitMs));
    const unlock = await lock;
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders--;
      if (this.#holders > 0) return;
      this.#lock = undefined;
      unlock?.();
    };
    if (unlock) return release;
    if (this.#lock === lock) this.#lock = undefined;
    release();
    throw new AxiomTokenError('TIMEOUT', {
      message: 'Another program is refreshing these tokens and does not come to an end.',
      remedy: 'It is tried again by itself. Your tokens are untouched.',
    });
  }

  async #acquire(waitMs: number): Promise<Unsubscribe | undefined> {
    const { lock, profileId, logger } = this.#options;
    if (!lock) return () => undefined;
    try {
      return await lock.acquire(profileId, waitMs);
    } catch (error) {
      logger.error('no lock could be had', error, { profile: profileId });
      return () => undefined;
    }
  }
}
