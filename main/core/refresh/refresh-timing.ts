// When a profile's refresh is due and when it may be made at all: the policy's time with jitter, the floors, the budget. Kept by ProfileRefresher.
// Failures and their backoff are RefreshRetryState's. Asks nobody.
import type { AuthTokens } from '../tokens/auth-tokens';
import { type Moment, endOfWaitMs, momentNow } from '../time/elapsed-time';
import { AxiomTokenError } from '../base/errors';
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
  /** When the last refresh that worked was begun. */
  #lastSuccess: Moment | undefined;
  #jitter: number;

  /** @param random a number in [0, 1), for jitter */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    this.#budget = new RefreshBudget(clock);
    this.#jitter = random();
  }

  /** A try begins now; the result is its start. */
  begin(): Moment {
    this.#lastTry = momentNow(this.#clock);
    return this.#lastTry;
  }

  /** The try that began at `started` has left good tokens. `wasAsked`: the server gave them, and not another process. */
  succeed(started: Moment, tokens: AuthTokens, wasAsked: boolean): void {
    // From its start: the machine may have slept while the answer was on its way, which was old when it came.
    this.#lastSuccess = started;
    this.#jitter = this.#random();
    if (wasAsked) this.#budget.spend(policy.automaticRefreshFloorMs(tokens));
  }

  /** Other tokens are here now. */
  forget(): void {
    this.#lastSuccess = undefined;
    this.#lastTry = undefined;
    this.#budget = new RefreshBudget(this.#clock);
  }

  /** When the next automatic refresh is made, by the local clock, unless the last one failed. */
  nextAtMs(tokens: AuthTokens, serverOffsetMs: number): number {
    const jitterMs = this.#jitter * Math.min(LONGEST_JITTER_MS, (policy.lifetimeMs(tokens) ?? 0) / 40);
    const dueAtMs = policy.refreshDueAtMs(tokens) - serverOffsetMs + jitterMs;
    return Math.max(dueAtMs, this.automaticFloorEndsAtMs(tokens));
  }

  /** Before when no automatic refresh may follow the last one that worked, by the local clock. */
  automaticFloorEndsAtMs(tokens: AuthTokens): number {
    if (!this.#lastSuccess) return -Infinity;
    return endOfWaitMs(this.#clock, this.#lastSuccess, policy.automaticRefreshFloorMs(tokens));
  }

  /** Before when no click may follow the last try, by the local clock. */
  personFloorEndsAtMs(): number {
    return this.#lastTry ? endOfWaitMs(this.#clock, this.#lastTry, PERSON_FLOOR_MS) : -Infinity;
  }

  /**
   * Why a person's click on tokens that still work comes too soon after five refreshes, or `undefined`. Automatic ones need not be asked: their floor
   * lets through no more than what fills up again.
   */
  budgetError(tokens: AuthTokens): AxiomTokenError | undefined {
    const waitMs = this.#budget.nextAtMs(policy.automaticRefreshFloorMs(tokens)) - this.#clock.nowMs();
    if (waitMs <= 0) return undefined;
    return new AxiomTokenError('RATE_LIMITED', {
      message: 'These tokens are fresh: they were refreshed several times a moment ago.',
      remedy: `They are refreshed by themselves in time. You can do it again in ${waitWords(waitMs)}.`,
      retryAfterMs: waitMs,
    });
  }
}

/** Rounded up, so that the promise holds. */
function waitWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
