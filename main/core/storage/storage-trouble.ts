// Why the last call to a store failed, and when it is tried again; and whether a write takes long. Kept by ProfileStorage; asks nothing itself.
import { STORE_BACKOFF, backoffMs } from '../time/backoff';
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Clock, Unsubscribe } from '../ports/clock';

export interface StorageTroubleOptions {
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

/** For so long what looks damaged may be a file that another program is still writing. */
const SETTLING_MS = 5_000;
const SETTLING_RETRY_MS = 1_000;

/** A write that takes longer is shown as `unsaved` while it lasts. */
const SLOW_WRITE_MS = 1_000;

export class StorageTrouble {
  readonly #options: StorageTroubleOptions;
  #failure: AxiomTokenError | undefined;
  /** Until when, by the monotonic clock, it is only read again. */
  #settledAtMs = 0;
  #failuresInARow = 0;
  #cancelRetry: Unsubscribe | undefined;
  #isSlow = false;
  #cancelSlow: Unsubscribe | undefined;
  #isDisposed = false;

  constructor(options: StorageTroubleOptions) {
    this.#options = options;
  }

  /** Why the last call failed; `undefined` after a success. */
  get failure(): AxiomTokenError | undefined {
    return this.#failure;
  }

  /** Whether the failure is to be waited out and not shown yet: its file may be half-written. */
  get isSettling(): boolean {
    return this.#failure !== undefined && this.#options.clock.monotonicMs() < this.#settledAtMs;
  }

  /** Whether what is unsaved should be shown: the last call failed, or a write takes long. */
  get isShown(): boolean {
    return this.#isSlow || (this.#failure !== undefined && !this.isSettling);
  }

  /** A write begins; `changed` is called when it takes long. */
  beginWrite(changed: () => void): void {
    if (this.#isDisposed) return;
    this.#cancelSlow = this.#options.clock.setTimer(SLOW_WRITE_MS, () => {
      this.#isSlow = true;
      changed();
    });
  }

  /** The write is over, well or not. */
  endWrite(): void {
    this.#cancelSlow?.();
    this.#isSlow = false;
  }

  /** Takes note of a failure and calls `retry` once after the backoff. `mayBeMidWrite`: another program may be writing there just now. */
  add(error: unknown, retry: () => void, mayBeMidWrite: boolean): void {
    const before = this.#failure?.code;
    this.endFailure();
    this.#failure = toAxiomTokenError(error);
    if (this.#failure.code !== 'STORAGE_CORRUPT' || !mayBeMidWrite) this.#settledAtMs = 0;
    else if (before !== 'STORAGE_CORRUPT') this.#settledAtMs = this.#options.clock.monotonicMs() + SETTLING_MS;
    this.retryLater(retry);
  }

  /** Calls `retry` once after the backoff, for something beside the place itself. */
  retryLater(retry: () => void): void {
    this.#cancelRetry?.();
    this.#failuresInARow++;
    if (this.#isDisposed) return;
    const delayMs = this.isSettling
      ? SETTLING_RETRY_MS
      : backoffMs(STORE_BACKOFF, this.#failuresInARow, this.#options.random());
    this.#cancelRetry = this.#options.clock.setTimer(delayMs, retry);
  }

  /** The last call worked; how often something has failed in a row still counts. */
  endFailure(): void {
    this.#failure = undefined;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  /** All was done. */
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
