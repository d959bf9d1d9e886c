// Retry state of one profile's refresh: why the last attempt failed, when to retry, and whether the sign-in is revoked.
// Owned by ProfileRefresher. Sends nothing, deletes nothing.
import { REFRESH_BACKOFF, backoffMs } from '../time/backoff';
import { type Moment, elapsedMs, endOfWaitMs, momentNow } from '../time/elapsed-time';
import type { AxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import type { Clock } from '../ports/clock';
import { isHeldUp } from '../status/state-facets';

/** The server must refuse the refresh token twice, at least this far apart, before the sign-in counts as revoked. */
const SECOND_REFUSAL_AFTER_MS = 30_000;
const RATE_LIMIT_WAIT_MS = 60_000;
/** A longer `Retry-After` is cut to this. */
export const LONGEST_RATE_LIMIT_WAIT_MS = 3_600_000;
/** A network that comes and goes every second must not cause a request every second. */
const LEAST_WAIT_MS = 5_000;

/** How long Axiom asked to wait with this failure. */
export function askedWaitMs({ retryAfterMs = RATE_LIMIT_WAIT_MS }: AxiomTokenError): number {
  return Math.min(retryAfterMs, LONGEST_RATE_LIMIT_WAIT_MS);
}

export class RefreshRetryState {
  readonly #clock: Clock;
  readonly #random: () => number;
  #failure: AxiomTokenError | undefined;
  /** The refresh token that was there when the last attempt failed. */
  #failedWith: Secret | undefined;
  #failuresInARow = 0;
  #firstRefusal: Moment | undefined;
  #isRevoked = false;
  #wasPlaceWorking = true;
  #failedAt: Moment;
  #waitMs = 0;

  /** @param random a number in [0, 1), for jitter */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    this.#failedAt = momentNow(clock);
  }

  /** Why the last attempt failed; `undefined` after a success. */
  get failure(): AxiomTokenError | undefined {
    return this.#failure;
  }

  /** When an automatic retry may start, by the local clock. Meaningful only while there is a failure. */
  get nextTryAtMs(): number {
    return endOfWaitMs(this.#clock, this.#failedAt, this.#waitMs);
  }

  /** Call it with the state of the place. When the place works again, a failure that it caused is cleared, so that the next try need not wait. */
  followPlace(isWorking: boolean): void {
    if (isWorking && !this.#wasPlaceWorking && this.#failure && isHeldUp(this.#failure.code)) this.clear();
    this.#wasPlaceWorking = isWorking;
  }

  /** Whether the server refused the refresh token for good: twice, at least 30 s apart, or once if it is sent only once. Only a new sign-in helps. */
  get isRevoked(): boolean {
    return this.#isRevoked;
  }

  /** Records that an attempt with this refresh token failed now. `isLastTry`: the token is not sent again, so one refusal is final. */
  recordFailure(failure: AxiomTokenError, refreshToken?: Secret, isLastTry = false): void {
    this.#failure = failure;
    this.#failedWith = refreshToken;
    this.#failuresInARow++;
    this.#failedAt = momentNow(this.#clock);
    if (failure.code === 'UNAUTHORIZED') {
      this.#firstRefusal ??= this.#failedAt;
      const isSecond = elapsedMs(this.#clock, this.#firstRefusal) >= SECOND_REFUSAL_AFTER_MS;
      this.#isRevoked ||= isSecond || isLastTry;
    }
    this.#waitMs = this.#waitAfter(failure);
  }

  /** Shortens the backoff after a temporary failure to 5 s at most. A wait that the server asked for stays. */
  skipBackoff(): void {
    if (this.#failure?.code === 'RATE_LIMITED' || this.#failure?.code === 'UNAUTHORIZED') return;
    this.#waitMs = Math.min(this.#waitMs, LEAST_WAIT_MS);
  }

  /** Clears the failure if it was about another refresh token, because another program has signed in or refreshed since. */
  clearIfOther(refreshToken: Secret | undefined): void {
    if (refreshToken && this.#failedWith?.equals(refreshToken) === false) this.clear();
  }

  /** Call it after a successful refresh or when the tokens were replaced. */
  clear(): void {
    this.#failure = undefined;
    this.#failedWith = undefined;
    this.#failuresInARow = 0;
    this.#firstRefusal = undefined;
    this.#isRevoked = false;
  }

  #waitAfter(failure: AxiomTokenError): number {
    const temporaryMs = backoffMs(REFRESH_BACKOFF, this.#failuresInARow, this.#random());
    switch (failure.code) {
      case 'UNAUTHORIZED':
        return SECOND_REFUSAL_AFTER_MS;
      case 'RATE_LIMITED':
        // "Retry after 0 s" must not become a loop.
        return Math.max(temporaryMs, askedWaitMs(failure));
      case 'BROWSER_REQUIRED':
        return REFRESH_BACKOFF.longestMs;
      default:
        return temporaryMs;
    }
  }
}
