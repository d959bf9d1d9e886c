// What came of the refreshes of a profile in this run: the last attempts, and what Axiom last said of the sign-in that is in use.
// ProfileRefresher owns it, and asks for it to be gone on with.
import { type LastSaid, NOTHING_SAID, saidAfter } from './last-said';
import { type RefreshAttempt, withAttempt, withLast } from './refresh-attempts';

export class RefreshHistory {
  #attempts: readonly RefreshAttempt[] = [];
  #lastSaid: LastSaid = NOTHING_SAID;

  /** The last attempts, whatever sign-in they were for; oldest first, at most 24. */
  get attempts(): readonly RefreshAttempt[] {
    return this.#attempts;
  }

  /** Of the sign-in in use only. Outlives its attempt, which more than 24 later ones push out of the list. */
  get lastSaid(): LastSaid {
    return this.#lastSaid;
  }

  /**
   * One more attempt; `undefined` where others had brought newer tokens already, so that Axiom was reached by them. `isOfPresent`: whether it was for the
   * sign-in that is still in use.
   */
  add(attempt: RefreshAttempt | undefined, isOfPresent: boolean): void {
    if (attempt) this.#attempts = withAttempt(this.#attempts, attempt);
    if (!isOfPresent) return;
    this.#lastSaid = attempt ? saidAfter(this.#lastSaid, attempt) : { ...this.#lastSaid, isUnreachedSince: false };
  }

  /** The last attempt was refused for good, and the pair from before is in use again. */
  noteTakenBack(): void {
    this.#attempts = withLast(this.#attempts, { hasTakenBack: true });
  }

  /** Another sign-in is in use, or none: nothing that was said is of it. */
  forgetSaid(): void {
    this.#lastSaid = NOTHING_SAID;
  }
}
