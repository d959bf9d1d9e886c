// Single flight: one task at a time, and all callers share its result. Used by ProfileRefresher; does not know what the task does.
// Waiting callers can be rejected while the task itself continues.

/** The current task, if any. */
export class SingleFlight {
  #work: Promise<void> | undefined;
  #waiters: { readonly shared: Promise<void>; readonly fail: (error: unknown) => void } | undefined;

  get isUnderWay(): boolean {
    return this.#work !== undefined;
  }

  /** Settles as the current task does; `undefined` when there is no task. */
  join(): Promise<void> | undefined {
    if (!this.#work) return undefined;
    this.#waiters ??= waitFor(this.#work);
    return this.#waiters.shared;
  }

  /** Starts `work`, calls `onEnd` after it, and returns what {@link join} returns from now on. Call it only when no task runs. */
  start(work: () => Promise<void>, onEnd: () => void): Promise<void> {
    const started: Promise<void> = work().finally(() => {
      if (this.#work === started) this.detach();
      onEnd();
    });
    this.#work = started;
    const waiters = waitFor(started);
    this.#waiters = waiters;
    return waiters.shared;
  }

  /** Rejects all waiting callers with `error` now. The task continues and can be joined again. */
  rejectWaiters(error: unknown): void {
    this.#waiters?.fail(error);
    this.#waiters = undefined;
  }

  /** Detaches the current task: callers that wait already still get its result, but no new caller can join it. */
  detach(): void {
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
  // Without this, a task that fails while no caller waits would be an unhandled rejection.
  shared.catch(() => undefined);
  return { shared, fail };
}
