// One piece of work at a time, shared by all who want it. Used by ProfileRefresher; knows nothing of what the work is.
// Those who wait can be let go while the work goes on to its end.

/** The work that is under way for tokens of this moment, if any. */
export class SingleFlight {
  #work: Promise<void> | undefined;
  #waiters: { readonly shared: Promise<void>; readonly fail: (error: unknown) => void } | undefined;

  get isUnderWay(): boolean {
    return this.#work !== undefined;
  }

  /** How the work under way ends; `undefined` when there is none. */
  join(): Promise<void> | undefined {
    if (!this.#work) return undefined;
    this.#waiters ??= waitFor(this.#work);
    return this.#waiters.shared;
  }

  /** Starts `work`, calls `onEnd` after it, and gives what {@link join} gives from now on. Only when none is under way. */
  start(work: () => Promise<void>, onEnd: () => void): Promise<void> {
    const started: Promise<void> = work().finally(() => {
      if (this.#work === started) this.forget();
      onEnd();
    });
    this.#work = started;
    const waiters = waitFor(started);
    this.#waiters = waiters;
    return waiters.shared;
  }

  /** All who wait now fail with `error` at once. The work goes on, and can be joined anew. */
  rejectWaiters(error: unknown): void {
    this.#waiters?.fail(error);
    this.#waiters = undefined;
  }

  /** What is under way is nobody's concern any more: those who wait for it still learn how it ended, but nobody joins it. */
  forget(): void {
    this.#work = undefined;
    this.#waiters = undefined;
  }
}

function waitFor(work: Promise<void>): { readonly shared: Promise<void>; readonly fail: (error: unknown) => void } {
  let fail = (_error: unknown): void => undefined;
  const shared = new Promise<void>((resolve, reject) => {
    fail = reject;
    work.then(resolve, reject);
  });
  // The work may end when nobody waits any more.
  shared.catch(() => undefined);
  return { shared, fail };
}
