// What failed refreshes of one profile mean: why the last one failed, when to try again, and whether the server has refused for good.
// Kept by ProfileRefresher; asks nobody, deletes nothing.
import { REFRESH_BACKOFF, backoffMs } from './backoff';
import type { AxiomTokenError } from './errors';

/** The server must say twice that the refresh token is dead, this far apart, before the sign-in counts as ended. */
const SECOND_REFUSAL_AFTER_MS = 30_000;
const RATE_LIMIT_WAIT_MS = 60_000;

export class RefreshTrouble {
  readonly #random: () => number;
  #failure: AxiomTokenError | undefined;
  #failuresInARow = 0;
  #refusals = 0;
  #nextTryAtMs = 0;

  /** @param random a number in [0, 1), for jitter */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Why the last try failed; `undefined` after a success. */
  get failure(): AxiomTokenError | undefined {
    return this.#failure;
  }

  /** When an automatic try may follow, by the local clock; meaningful while there is a failure. */
  get nextTryAtMs(): number {
    return this.#nextTryAtMs;
  }

  /** Whether the server has said twice that only a new sign-in helps. */
  get isRefused(): boolean {
    return this.#refusals >= 2;
  }

  /** Whether the last failure was the first refusal: another process may have rotated the token, so the store is worth a look. */
  get isFirstRefusal(): boolean {
    return this.#refusals === 1;
  }

  /** Takes note of a failed try that ended at `nowMs`. */
  add(failure: AxiomTokenError, nowMs: number): void {
    this.#failure = failure;
    this.#failuresInARow++;
    if (failure.code === 'UNAUTHORIZED') this.#refusals++;
    this.#nextTryAtMs = nowMs + this.#waitMs(failure);
  }

  /** The network or the machine is back: a wait after a temporary failure ends now. A wait that the server asked for stays. */
  endWait(nowMs: number): void {
    if (!this.#failure || this.#failure.code === 'RATE_LIMITED' || this.#failure.code === 'UNAUTHORIZED') return;
    this.#nextTryAtMs = nowMs;
  }

  /** A refresh worked, or other tokens are here now. */
  clear(): void {
    this.#failure = undefined;
    this.#failuresInARow = 0;
    this.#refusals = 0;
  }

  #waitMs(failure: AxiomTokenError): number {
    switch (failure.code) {
      case 'UNAUTHORIZED':
        return SECOND_REFUSAL_AFTER_MS;
      case 'RATE_LIMITED':
        return failure.retryAfterMs ?? RATE_LIMIT_WAIT_MS;
      case 'BROWSER_REQUIRED':
        return REFRESH_BACKOFF.longestMs;
      default:
        return backoffMs(REFRESH_BACKOFF, this.#failuresInARow, this.#random());
    }
  }
}
