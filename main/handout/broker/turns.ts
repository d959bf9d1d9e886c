// Lets connections handle their requests in turn, a few in each round of the event loop, so that a flood of requests blocks neither the app nor other connections.

/** The steps in one round: some milliseconds of work at most. */
const STEPS_A_ROUND = 8;

export class Turns {
  readonly #steps: (() => boolean)[] = [];
  #isScheduled = false;

  /** Calls `step` soon, and again as long as it returns true, each time after all others. It must not throw. */
  add(step: () => boolean): void {
    this.#steps.push(step);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      for (const step of this.#steps.splice(0, STEPS_A_ROUND)) {
        if (step()) this.#steps.push(step);
      }
      if (this.#steps.length > 0) this.#schedule();
    });
  }
}
