// Why the last call to a store failed, and when it is tried again; and whether a write takes long. Kept by ProfileStorage; asks nothing itself.
import { STORE_BACKOFF, backoffMs } from '../time/backoff';
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Clock, Unsubscribe } from '../ports/clock';

export interface StorageTroubleOptions {
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

/** A write that takes longer is shown as `unsaved` while it lasts. */
const SLOW_WRITE_MS = 1_000;

export class StorageTrouble {
  readonly #options: StorageTroubleOptions;
  #failure: AxiomTokenError | undefined;
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

  /** Whether what is unsaved should be shown: the last call failed, or a write takes long. */
  get isShown(): boolean {
    return this.#isSlow || this.#failure !== undefined;
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

  /** Takes note of a failure and calls `retry` once after the backoff. */
  add(error: unknown, retry: () => void): void {
    this.endFailure();
    this.#failure = toAxiomTokenError(error);
    this.retryLater(retry);
  }

  /** Calls `retry` once after the backoff, for something beside the place itself. */
  retryLater(retry: () => void): void {
    this.#cancelRetry?.();
    this.#failuresInARow++;
    if (this.#isDisposed) return;
    const delayMs = backoffMs(STORE_BACKOFF, this.#failuresInARow, this.#options.random());
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
