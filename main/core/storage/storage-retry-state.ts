// Retry state of one profile's place: why the last call to the store failed, when it is retried, and whether a write takes long. Owned by StorageLoop; calls
// no store itself.
import { STORE_BACKOFF, backoffMs } from '../time/backoff';
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Clock, Unsubscribe } from '../ports/clock';

export interface StorageRetryStateOptions {
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

/** For this time a file that looks damaged counts as half-written by another program. */
const SETTLING_MS = 5_000;
const SETTLING_RETRY_MS = 1_000;

/** A write that takes longer is shown as `unsaved` while it lasts. */
const SLOW_WRITE_MS = 1_000;

export class StorageRetryState {
  readonly #options: StorageRetryStateOptions;
  #failure: AxiomTokenError | undefined;
  /** End of the time in which a damaged file is only read again, by the monotonic clock. */
  #settledAtMs = 0;
  #failuresInARow = 0;
  #cancelRetry: Unsubscribe | undefined;
  #isSlow = false;
  #cancelSlow: Unsubscribe | undefined;
  #isDisposed = false;

  constructor(options: StorageRetryStateOptions) {
    this.#options = options;
  }

  /** Why the last call failed; `undefined` after a success. */
  get failure(): AxiomTokenError | undefined {
    return this.#failure;
  }

  /** Whether the failure is not shown yet, because the file may be half-written. */
  get isSettling(): boolean {
    return this.#failure !== undefined && this.#options.clock.monotonicMs() < this.#settledAtMs;
  }

  /** Whether unsaved tokens should be shown: the last call failed, or a write takes long. */
  get isShown(): boolean {
    return this.#isSlow || (this.#failure !== undefined && !this.isSettling);
  }

  /** Call it when a write begins; `changed` is called if the write takes long. */
  beginWrite(changed: () => void): void {
    if (this.#isDisposed) return;
    this.#cancelSlow = this.#options.clock.setTimer(SLOW_WRITE_MS, () => {
      this.#isSlow = true;
      changed();
    });
  }

  /** Call it when the write has ended, successfully or not. */
  endWrite(): void {
    this.#cancelSlow?.();
    this.#isSlow = false;
  }

  /** Notes a failure and calls `retry` once after the backoff. `mayBeMidWrite`: another program may be writing the file just now. */
  add(error: unknown, retry: () => void, mayBeMidWrite: boolean): void {
    const before = this.#failure?.code;
    this.endFailure();
    this.#failure = toAxiomTokenError(error);
    if (this.#failure.code !== 'STORAGE_CORRUPT' || !mayBeMidWrite) this.#settledAtMs = 0;
    else if (before !== 'STORAGE_CORRUPT') this.#settledAtMs = this.#options.clock.monotonicMs() + SETTLING_MS;
    this.retryLater(retry);
  }

  /** Calls `retry` once after the backoff, for a failure that is not of the place itself. */
  retryLater(retry: () => void): void {
    this.#cancelRetry?.();
    this.#failuresInARow++;
    if (this.#isDisposed) return;
    const delayMs = this.isSettling
      ? SETTLING_RETRY_MS
      : backoffMs(STORE_BACKOFF, this.#failuresInARow, this.#options.random());
    this.#cancelRetry = this.#options.clock.setTimer(delayMs, retry);
  }

  /** Call it when the last call worked. The number of failures in a row is kept. */
  endFailure(): void {
    this.#failure = undefined;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  /** Call it when everything is done: also resets the number of failures in a row. */
  end(): void {
    this.endFailure();
    this.#failuresInARow = 0;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelRetry?.();
    this.#cancelSlow?.();
  }
}
