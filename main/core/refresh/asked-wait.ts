// Remembers the wait that Axiom has asked for over programs and starts: cron may call a command each minute, and none of them may ask Axiom before the wait is over.
// One for each profile; used by ProfileRefresher and run-refresh.ts. A note that cannot be read or written only costs one more request.
import { AxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import type { AskedWaits, NotedWait } from '../ports/asked-waits';
import type { Clock } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { Logger } from '../ports/logger';
import type { TokenManager } from '../storage/token-manager';
import { fingerprintOf } from '../tokens/sign-in-name';
import { askedWaitMs, LONGEST_RATE_LIMIT_WAIT_MS } from './refresh-retry-state';

export interface AskedWaitParts {
  readonly manager: Pick<TokenManager, 'place'>;
  /** With a deadline for every call. */
  readonly waits: AskedWaits;
  readonly crypto: Pick<Crypto, 'sha256'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly logger: Logger;
}

/**
 * How much of the wait is left; 0 where it is over. A clock that was set back to before the wait was noted ends it: the note would hold until the clock comes there again, perhaps
 * for years. Pure.
 */
export function leftOfWaitMs({ askedAtMs, waitMs }: NotedWait, nowMs: number): number {
  const passedMs = nowMs - askedAtMs;
  const leftMs = Math.min(waitMs, LONGEST_RATE_LIMIT_WAIT_MS) - passedMs;
  return passedMs >= 0 && leftMs > 0 ? leftMs : 0;
}

export class AskedWait {
  readonly #parts: AskedWaitParts;
  readonly #remembered = new WeakSet<AxiomTokenError>();
  #isNoted = false;

  constructor(parts: AskedWaitParts) {
    this.#parts = parts;
  }

  /** The failure with which the request is not sent; `undefined` when no wait was asked for with this refresh token, or it is over. */
  async failure(refreshToken: Secret): Promise<AxiomTokenError | undefined> {
    const { waits, clock, logger } = this.#parts;
    const noted = await this.#call((place) => waits.read(place)).catch((error: unknown) => {
      logger.error('it is not known whether Axiom asked to wait', error);
    });
    this.#isNoted = noted !== undefined;
    if (noted?.token !== this.#nameOf(refreshToken)) return undefined;
    const retryAfterMs = leftOfWaitMs(noted, clock.nowMs());
    if (retryAfterMs === 0) return undefined;
    const failure = new AxiomTokenError('RATE_LIMITED', { retryAfterMs });
    this.#remembered.add(failure);
    return failure;
  }

  /** Whether the failure comes from a note, so that nothing was sent. */
  isRemembered(failure: AxiomTokenError): boolean {
    return this.#remembered.has(failure);
  }

  /** Call it with Axiom's answer to a request with this refresh token, while the lock of the place is held. `failure`: absent when it was refreshed. Never throws. */
  async answered(refreshToken: Secret, failure?: AxiomTokenError): Promise<void> {
    const { waits, clock, logger } = this.#parts;
    const isAsked = failure?.code === 'RATE_LIMITED';
    if (!isAsked && !this.#isNoted) return;
    const noted = isAsked && {
      token: this.#nameOf(refreshToken),
      askedAtMs: clock.nowMs(),
      waitMs: askedWaitMs(failure),
    };
    this.#isNoted = isAsked;
    try {
      await this.#call((place) => (noted ? waits.note(place, noted) : waits.drop(place)));
    } catch (error) {
      logger.error('the wait that Axiom asked for could not be noted', error);
    }
  }

  /** Tokens that are in memory only leave no trace in files. */
  async #call<Result>(run: (place: string) => Promise<Result>): Promise<Result | undefined> {
    const { key, choice } = this.#parts.manager.place;
    return choice.kind === 'memory' ? undefined : run(key);
  }

  #nameOf(refreshToken: Secret): string {
    return fingerprintOf(refreshToken, (data) => this.#parts.crypto.sha256(data));
  }
}
