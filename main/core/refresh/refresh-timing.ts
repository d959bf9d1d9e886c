// When a profile's refresh is due and when it is allowed: the policy's time with jitter, the minimum intervals ("floors"), and the budget.
// Owned by ProfileRefresher. Sends nothing; failures and backoff are in RefreshRetryState.
import type { AuthTokens } from '../tokens/auth-tokens';
import { type Moment, endOfWaitMs, momentNow } from '../time/elapsed-time';
import { AxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import { type ReplacedPair, canComeBack } from '../tokens/replaced-pair';
import * as policy from '../tokens/expiry-policy';
import type { Clock } from '../ports/clock';
import { RefreshBudget } from './refresh-budget';

const PERSON_FLOOR_MS = 5_000;
const LONGEST_JITTER_MS = 10_000;

export class RefreshTiming {
  readonly #clock: Clock;
  readonly #random: () => number;
  #budget: RefreshBudget;
  #lastTry: Moment | undefined;
  /** Start of the last successful refresh. */
  #lastSuccess: Moment | undefined;
  /** The refresh token that the server returned then. */
  #broughtLast: Secret | undefined;
  #jitter: number;
  /** The refresh token of the last sign-in in this process. */
  #signedInWith: Secret | undefined;
  /** How many refreshes in a row brought tokens that {@link policy.isUseless} is true for. */
  #uselessInARow = 0;

  /** @param random a number in [0, 1), for jitter */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    this.#budget = new RefreshBudget(clock);
    this.#jitter = random();
  }

  /** Records that an attempt starts now; returns its start. */
  startAttempt(): Moment {
    this.#lastTry = momentNow(this.#clock);
    return this.#lastTry;
  }

  /** Records the success of the attempt that began at `started`. `isFromServer`: false when another process had refreshed and the tokens were only reloaded. */
  recordSuccess(started: Moment, tokens: AuthTokens, isFromServer: boolean): void {
    // The start counts: if the computer slept during the request, the answer was already old when it arrived.
    this.#lastSuccess = started;
    this.#jitter = this.#random();
    this.#uselessInARow = policy.isUseless(tokens) ? this.#uselessInARow + 1 : 0;
    if (isFromServer) this.#broughtLast = tokens.refreshToken;
    if (isFromServer) this.#budget.spend(policy.automaticRefreshFloorMs(tokens));
  }

  /** Call it after a sign-in or sign-out, here or in another program. */
  reset(signedInWith: Secret | undefined): void {
    this.#signedInWith = signedInWith;
    this.#lastSuccess = undefined;
    this.#broughtLast = undefined;
    this.#lastTry = undefined;
    this.#uselessInARow = 0;
    this.#budget = new RefreshBudget(this.#clock);
  }

  /**
   * Time of the next automatic refresh, by the local clock, unless the last one failed. A sign-in that replaced another one is refreshed at once, to test it
   * while the `replaced` pair is still kept.
   */
  nextAtMs(tokens: AuthTokens, serverOffsetMs: number, replaced: ReplacedPair | undefined): number {
    const isUntried = canComeBack(replaced) && this.#signedInWith?.equals(tokens.refreshToken);
    const jitterMs = this.#jitter * Math.min(LONGEST_JITTER_MS, (policy.lifetimeMs(tokens) ?? 0) / 40);
    const usualMs = policy.refreshDueAtMs(tokens) + jitterMs;
    const dueAtMs = isUntried ? Math.min(usualMs, tokens.receivedAtMs) : usualMs;
    return Math.max(dueAtMs - serverOffsetMs, this.automaticFloorEndsAtMs(tokens));
  }

  /**
   * No automatic refresh starts before this time, by the local clock. Counts from the last success. If another
   * program has replaced the tokens of that success since, only the smallest interval applies: the new tokens may
   * expire soon, whenever this program refreshed.
   */
  automaticFloorEndsAtMs(tokens: AuthTokens): number {
    if (!this.#lastSuccess) return -Infinity;
    const isOurs = this.#broughtLast?.equals(tokens.refreshToken) ?? false;
    const usualMs = isOurs ? policy.automaticRefreshFloorMs(tokens) : policy.LEAST_REFRESH_INTERVAL_MS;
    const floorMs = Math.max(usualMs, policy.floorAfterUselessMs(this.#uselessInARow));
    return endOfWaitMs(this.#clock, this.#lastSuccess, floorMs);
  }

  /** No refresh that the user asks for starts before this time, by the local clock. Counts from the last attempt. */
  personFloorEndsAtMs(): number {
    return this.#lastTry ? endOfWaitMs(this.#clock, this.#lastTry, PERSON_FLOOR_MS) : -Infinity;
  }

  /**
   * `RATE_LIMITED` when the user refreshes valid tokens again soon after five refreshes, else `undefined`. Automatic refreshes need no check: their
   * minimum interval is as long as the time in which the budget gains one.
   */
  budgetError(tokens: AuthTokens): AxiomTokenError | undefined {
    const waitMs = this.#budget.nextAtMs(policy.automaticRefreshFloorMs(tokens)) - this.#clock.nowMs();
    if (waitMs <= 0) return undefined;
    return new AxiomTokenError('RATE_LIMITED', {
      message: 'These tokens are new: they were refreshed several times a moment ago.',
      remedy: `They are refreshed automatically in time. You can refresh again in ${waitWords(waitMs)}.`,
      retryAfterMs: waitMs,
      unsent: true,
    });
  }
}

/** Whether the refusal came from the budget here, and not from Axiom. */
export function isTooEarly({ code, unsent }: AxiomTokenError): boolean {
  return code === 'RATE_LIMITED' && unsent;
}

/** Rounded up: after this time the refresh must really be allowed. */
function waitWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
