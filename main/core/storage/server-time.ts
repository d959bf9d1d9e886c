// What time it is at the server, as far as one set of tokens tells. Kept by TokenManager; must not know where tokens come from or go.
import type { AuthTokens } from '../tokens/auth-tokens';
import { type Moment, elapsedBetweenMs, momentNow } from '../time/elapsed-time';
import type { Clock } from '../ports/clock';

/** Starts at the arrival of tokens and only goes forward from there: a wall clock that is set back does not make a token live longer. */
export class ServerTime {
  readonly #clock: Clock;
  #serverMs: number | undefined;
  #since: Moment;
  /** The last answer, by the wall clock's millisecond in which it was given. */
  #lastWallMs: number | undefined;
  #lastNowMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = momentNow(clock);
  }

  /** Starts anew with tokens that are here now. `offsetMs`: server time minus local time as last measured. */
  start(tokens: AuthTokens | undefined, offsetMs: number): void {
    this.#since = momentNow(this.#clock);
    this.#lastWallMs = undefined;
    // What the server has issued was issued before now, whatever the local clock says.
    this.#serverMs = tokens && Math.max(this.#since.wallMs + offsetMs, tokens.issuedAtMs ?? -Infinity);
  }

  nowMs(): number {
    const wallMs = this.#clock.nowMs();
    if (this.#serverMs === undefined) return wallMs;
    // Programs ask thousands of times a millisecond, and reading a clock is most of what that costs.
    if (wallMs !== this.#lastWallMs) {
      this.#lastNowMs = this.#read(this.#serverMs, { wallMs, monotonicMs: this.#clock.monotonicMs() });
      this.#lastWallMs = wallMs;
    }
    return this.#lastNowMs;
  }

  #read(serverMs: number, now: Moment): number {
    const passedMs = elapsedBetweenMs(this.#since, now);
    const nowMs = serverMs + passedMs;
    if (passedMs !== now.wallMs - this.#since.wallMs) {
      // Set back. Booked at once: a sleep that follows, in which the wall clock goes on alone, would look as if it were undone.
      this.#serverMs = nowMs;
      this.#since = now;
    }
    return nowMs;
  }
}
