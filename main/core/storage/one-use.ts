// Each refresh token is sent to the server once: what was exchanged for a newer one stands in a list that all programs of this person share, and while one
// of them sends a token, the others wait. Shared by all profiles of a program; used by TokenManager.
import { AxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import type { Clock } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';
import type { SpentTokens } from '../ports/spent-tokens';
import { fingerprintOf } from '../tokens/sign-in-name';
import { driveNotAnswering } from './file-deadline';
import { InTime } from './in-time';
import { ProfileLock } from './profile-lock';
import { LOCK_WAIT_MS } from './storage-steps';

export interface OneUseParts {
  readonly spent: SpentTokens;
  readonly lock: RefreshLock;
  readonly crypto: Pick<Crypto, 'sha256'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The right to send one refresh token. */
export interface Use {
  /** The server has answered with `next`: unless that is the same one, this program does not send the former any more. */
  answered(next: Secret): void;
  /** Call it in every case, when what was received is safe: a spent token joins the list, others may send one that was not spent. Never throws. */
  end(): Promise<void>;
}

/** What is said of a pair that can never be refreshed. */
const USED_UP = 'These tokens are an old copy and used up: on this computer they were exchanged for newer ones.';

export class OneUse {
  readonly #parts: OneUseParts;
  readonly #inTime: InTime;
  /** What this run has spent, or has found in the list. */
  readonly #known = new Set<string>();
  /** What of it is not in the list yet: the disk was full, or a program died before it noted what it had exchanged. */
  readonly #unnoted = new Set<string>();

  constructor(parts: OneUseParts) {
    this.#parts = parts;
    this.#inTime = new InTime(parts.clock);
  }

  /** Whether this run knows that the token was spent. */
  isKnown(refreshToken: Secret): boolean {
    return this.#known.has(this.#nameOf(refreshToken));
  }

  /** @throws AxiomTokenError `INVALID_INPUT` when this run knows that the token was spent */
  refuseKnown(refreshToken: Secret): void {
    if (!this.isKnown(refreshToken)) return;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: USED_UP,
      remedy: 'If you have the newer ones, bring those. If not, sign in. Nothing was changed.',
    });
  }

  /** Whether the token was spent; this run knows it from then on. False where the list cannot be read: that keeps nobody from signing in. */
  async isSpent(refreshToken: Secret): Promise<boolean> {
    try {
      return await this.#find(this.#nameOf(refreshToken));
    } catch (error) {
      this.#parts.logger.error('it could not be told whether a refresh token was used before', error);
      return false;
    }
  }

  /**
   * What a record in memory says of its past ({@link TokenRecord.spent}) was exchanged, whoever did it, and joins the list if it is missing there. So does
   * what could not be noted before. Never throws.
   */
  async learn(fingerprint: string | undefined): Promise<void> {
    if (fingerprint !== undefined && !this.#known.has(fingerprint)) {
      this.#known.add(fingerprint);
      this.#unnoted.add(fingerprint);
    }
    await this.noteRest();
  }

  /** Tries again to note what could not be noted. Never throws. */
  async noteRest(): Promise<void> {
    for (const name of [...this.#unnoted]) {
      // Whoever takes it out first notes it.
      const isOurs = this.#unnoted.delete(name);
      if (isOurs && !(await this.#noteIfMissing(name))) return;
    }
  }

  /**
   * Waits until nobody else sends this token.
   * @throws AxiomTokenError `UNAUTHORIZED` (`unsent`) when it was spent; `STORAGE_*` when that is not known; `TIMEOUT` when
   * somebody else does not come to an end
   */
  async begin(refreshToken: Secret): Promise<Use> {
    const { lock, logger } = this.#parts;
    const name = this.#nameOf(refreshToken);
    // Of many tokens that share a lock file only those of one moment meet.
    const place = `refresh-token:${name.slice(0, 2)}`;
    const unlock = await new ProfileLock({ place, lock, logger }).acquire(LOCK_WAIT_MS, 'refresh');
    try {
      if (await this.#find(name)) throw spentFailure();
    } catch (error) {
      unlock();
      throw error;
    }
    return {
      answered: (next) => {
        if (!next.equals(refreshToken)) this.#known.add(name);
      },
      end: async () => {
        if (this.#known.has(name)) await this.#note(name);
        unlock();
      },
    };
  }

  /** False when it could not be noted; then it is tried again later. */
  async #note(name: string): Promise<boolean> {
    const { spent, logger } = this.#parts;
    try {
      await this.#call(() => spent.add(name));
      return true;
    } catch (error) {
      this.#unnoted.add(name);
      logger.error('a used refresh token could not be noted', error);
      return false;
    }
  }

  async #noteIfMissing(name: string): Promise<boolean> {
    const isNoted = await this.#call(() => this.#parts.spent.has(name)).catch(() => false);
    return isNoted || this.#note(name);
  }

  async #find(name: string): Promise<boolean> {
    if (this.#known.has(name)) return true;
    const isSpent = await this.#call(() => this.#parts.spent.has(name));
    if (isSpent) this.#known.add(name);
    return isSpent;
  }

  /** A list that does not answer must hold up neither this refresh nor the lock of its place. */
  #call<Result>(run: () => Promise<Result>): Promise<Result> {
    return this.#inTime.call('list', run, () =>
      driveNotAnswering('the list of used refresh tokens', 'Until then nothing is refreshed.'),
    );
  }

  #nameOf(refreshToken: Secret): string {
    const { crypto } = this.#parts;
    return fingerprintOf(refreshToken, (data) => crypto.sha256(data));
  }
}

function spentFailure(): AxiomTokenError {
  return new AxiomTokenError('UNAUTHORIZED', {
    message: USED_UP,
    remedy:
      'If you still have the newer ones, put them back where they were kept. If not, sign in again. Nothing is removed before you do.',
    unsent: true,
  });
}
