// What time it is at the server, as far as one set of tokens tells. Kept by TokenManager; must not know where tokens come from or go.
import type { AuthTokens } from './auth-tokens';
import { type Moment, elapsedBetweenMs, momentNow } from './elapsed-time';
import type { Clock } from './ports/clock';

/** Starts at the arrival of tokens and only goes forward from there: a wall clock that is set back does not make a token live longer. */
export class ServerTime {
  readonly #clock: Clock;
  #serverMs: number | undefined;
  #since: Moment;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = momentNow(clock);
  }

  /** Starts anew with tokens that are here now. `offsetMs`: server time minus local time as last measured. */
  start(tokens: AuthTokens | undefined, offsetMs: number): void {
    this.#since = momentNow(this.#clock);
    // What the server has issued was issued before now, whatever the local clock says.
    this.#serverMs = tokens && Math.max(this.#since.wallMs + offsetMs, tokens.issuedAtMs ?? -Infinity);
  }

  nowMs(): number {
    if (this.#serverMs === undefined) return this.#clock.nowMs();
    const now = momentNow(this.#clock);
    const passedMs = elapsedBetweenMs(this.#since, now);
    const nowMs = this.#serverMs + passedMs;
    if (passedMs !== now.wallMs - this.#since.wallMs) {
      // Set back. Booked at once: a sleep that follows, in which the wall clock goes on alone, would look as if it were undone.
      this.#serverMs = nowMs;
      this.#since = now;
    }
    return nowMs;
  }
}
