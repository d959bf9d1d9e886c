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

  /** One more attempt. `isOfPresent`: whether it was for the sign-in that is still in use. */
  add(attempt: RefreshAttempt, isOfPresent: boolean): void {
    this.#attempts = withAttempt(this.#attempts, attempt);
    if (isOfPresent) this.#lastSaid = saidAfter(this.#lastSaid, attempt);
  }

  /** The last attempt was refused for good, and the pair from before is in use again. */
  noteTakenBack(): void {
    this.#attempts = withLast(this.#attempts, { hasTakenBack: true });
  }

  /** Others have brought the newest tokens, so Axiom was reached by them. */
  noteRefreshedElsewhere(): void {
    this.#lastSaid = { ...this.#lastSaid, isUnreachedSince: false };
  }

  /** Another sign-in is in use, or none: nothing that was said is of it. */
  forgetSaid(): void {
    this.#lastSaid = NOTHING_SAID;
  }
}
