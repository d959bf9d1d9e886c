// The refreshes of a profile since the app was started: the last attempts, and Axiom's last answer about the sign-in in use.
// ProfileRefresher owns and updates it.
import { type LastAnswer, NO_LAST_ANSWER, lastAnswerAfter } from './last-answer';
import { type RefreshAttempt, withAttempt, withLastChanged } from './refresh-attempts';

export class RefreshHistory {
  #attempts: readonly RefreshAttempt[] = [];
  #lastAnswer: LastAnswer = NO_LAST_ANSWER;

  /** The last attempts of all sign-ins, oldest first, at most 24. */
  get attempts(): readonly RefreshAttempt[] {
    return this.#attempts;
  }

  /** Axiom's last answer about the sign-in in use. It is kept when its attempt is no longer among the last 24. */
  get lastAnswer(): LastAnswer {
    return this.#lastAnswer;
  }

  /**
   * Adds an attempt; `undefined` when nothing was sent because another process had already brought newer tokens, which also shows that Axiom can be reached.
   * `isOfPresent`: whether it was for the sign-in that is still in use.
   */
  add(attempt: RefreshAttempt | undefined, isOfPresent: boolean): void {
    if (attempt) this.#attempts = withAttempt(this.#attempts, attempt);
    if (!isOfPresent) return;
    this.#lastAnswer = attempt
      ? lastAnswerAfter(this.#lastAnswer, attempt)
      : { ...this.#lastAnswer, isUnreachedSince: false };
  }

  /** Notes on the last attempt that the refusal was final and the replaced pair is in use again. */
  noteTakenBack(): void {
    this.#attempts = withLastChanged(this.#attempts, { hasTakenBack: true });
  }

  /** Call it when another sign-in, or none, is in use, because the last answer was not about it. */
  forgetLastAnswer(): void {
    this.#lastAnswer = NO_LAST_ANSWER;
  }
}
