// The refreshes of a profile since the app was started: the last attempts, and Axiom's last answer about the sign-in in use.
// ProfileRefresher owns and updates it.
import { type LastSaid, NOTHING_SAID, saidAfter } from './last-answer';
import { type RefreshAttempt, withAttempt, withLast } from './refresh-attempts';

export class RefreshHistory {
  #attempts: readonly RefreshAttempt[] = [];
  #lastSaid: LastSaid = NOTHING_SAID;

  /** The last attempts of all sign-ins, oldest first, at most 24. */
  get attempts(): readonly RefreshAttempt[] {
    return this.#attempts;
  }

  /** Axiom's last answer about the sign-in in use. It is kept when its attempt is no longer among the last 24. */
  get lastSaid(): LastSaid {
    return this.#lastSaid;
  }

  /**
   * Adds an attempt; `undefined` when nothing was sent because another process had already brought newer tokens, which also shows that Axiom can be reached.
   * `isOfPresent`: whether it was for the sign-in that is still in use.
   */
  add(attempt: RefreshAttempt | undefined, isOfPresent: boolean): void {
    if (attempt) this.#attempts = withAttempt(this.#attempts, attempt);
    if (!isOfPresent) return;
    this.#lastSaid = attempt ? saidAfter(this.#lastSaid, attempt) : { ...this.#lastSaid, isUnreachedSince: false };
  }

  /** Notes on the last attempt that the refusal was final and the replaced pair is in use again. */
  noteTakenBack(): void {
    this.#attempts = withLast(this.#attempts, { hasTakenBack: true });
  }

  /** Call it when another sign-in, or none, is in use: the last answer was not about it. */
  forgetSaid(): void {
    this.#lastSaid = NOTHING_SAID;
  }
}
