// Makes sure that each refresh token is sent to the server only once. Spent tokens are in a list that all programs of this user share, and while one program
// sends a token, the others wait. One instance for all profiles of a process; used by TokenManager and run-refresh.ts.
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

export interface SingleUseTokensParts {
  readonly spent: SpentTokens;
  readonly lock: RefreshLock;
  readonly crypto: Pick<Crypto, 'sha256'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The right to send one refresh token. */
export interface TokenUse {
  /** Call it with the refresh token of the answer. If it is a new one, this process never sends the former token again. */
  answered(next: Secret): void;
  /** Always call it, after the answer is saved: adds a spent token to the list, and lets other programs send one that was not spent. Never throws. */
  end(): Promise<void>;
}

/** The message for a pair that can never be refreshed. */
const USED_UP = 'These tokens are an old copy and used up: on this computer they were exchanged for newer ones.';

export class SingleUseTokens {
  readonly #parts: SingleUseTokensParts;
  readonly #inTime: InTime;
  /** Fingerprints of spent tokens that this process knows: it has spent them or found them in the list. */
  readonly #known = new Set<string>();
  /** Those that may not be in the list yet, because the disk was full or a program died before it noted them. */
  readonly #unnoted = new Set<string>();

  constructor(parts: SingleUseTokensParts) {
    this.#parts = parts;
    this.#inTime = new InTime(parts.clock);
  }

  /** Whether this process already knows that the token was spent. Does not read the list. */
  isKnown(refreshToken: Secret): boolean {
    return this.#known.has(this.#nameOf(refreshToken));
  }

  /** @throws AxiomTokenError `INVALID_INPUT` when this process knows that the token was spent */
  refuseKnown(refreshToken: Secret): void {
    if (!this.isKnown(refreshToken)) return;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: USED_UP,
      remedy: 'If you have the newer ones, use those. If not, sign in. Nothing was changed.',
    });
  }

  /** Whether the token was spent, by the list; {@link isKnown} knows it afterwards. False when the list cannot be read, so that the user can still sign in. */
  async isSpent(refreshToken: Secret): Promise<boolean> {
    try {
      return await this.#find(this.#nameOf(refreshToken));
    } catch (error) {
      this.#parts.logger.error('it could not be found out whether a refresh token was used before', error);
      return false;
    }
  }

  /**
   * Notes the spent token that a record names ({@link TokenRecord.spent}), and tries again to note what could not be noted before. Adds to the list what is
   * missing there. Never throws.
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
      // Of concurrent calls only the one that takes it out notes it.
      const isOurs = this.#unnoted.delete(name);
      if (isOurs && !(await this.#noteIfMissing(name))) return;
    }
  }

  /**
   * Waits until no other program sends this token, and reserves it.
   * @throws AxiomTokenError `UNAUTHORIZED` (`unsent`) when it was spent; `STORAGE_*` when that cannot be found out; `TIMEOUT` when another program holds the lock
   * for too long
   */
  async begin(refreshToken: Secret): Promise<TokenUse> {
    const { lock, logger } = this.#parts;
    const name = this.#nameOf(refreshToken);
    // Tokens share 256 lock files; two wait for each other only if they are sent at the same moment.
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

  /** Adds it to the list. Resolves to false when that failed; it is tried again later. */
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

  /** With a deadline: a list that does not answer must not delay the refresh or keep the lock of its place. */
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
