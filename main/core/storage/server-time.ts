// Estimates the server's time from the tokens and the measured server offset.
// Owned by TokenManager; must not know where tokens come from or go.
import type { AuthTokens } from '../tokens/auth-tokens';
import { type Moment, elapsedBetweenMs, momentNow } from '../time/elapsed-time';
import type { Clock } from '../ports/clock';

/** Starts when tokens arrive and never goes back after that: a wall clock that is set back does not make a token live longer. */
export class ServerTime {
  readonly #clock: Clock;
  #tokens: AuthTokens | undefined;
  #serverMs: number | undefined;
  #since: Moment;
  /** Cache: the wall clock's millisecond for which `#lastNowMs` was computed. */
  #lastWallMs: number | undefined;
  #lastNowMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = momentNow(clock);
  }

  /** Restarts with new tokens, and goes on with the same ones. `offsetMs`: server time minus local time, as last measured. */
  start(tokens: AuthTokens | undefined, offsetMs: number): void {
    if (tokens === this.#tokens) return;
    this.#tokens = tokens;
    this.#since = momentNow(this.#clock);
    this.#lastWallMs = undefined;
    // The server issued the token before now, so the server's time is at least `iat`, whatever the local clock says.
    this.#serverMs = tokens && Math.max(this.#since.wallMs + offsetMs, tokens.issuedAtMs ?? -Infinity);
  }

  nowMs(): number {
    const wallMs = this.#clock.nowMs();
    if (this.#serverMs === undefined) return wallMs;
    // Programs ask thousands of times a millisecond, and reading the monotonic clock is most of the cost.
    if (wallMs !== this.#lastWallMs) {
      this.#lastNowMs = this.#read(this.#serverMs, { wallMs, monotonicMs: this.#clock.monotonicMs() });
      this.#lastWallMs = wallMs;
    }
    return this.#lastNowMs;
  }

  #read(serverMs: number, now: Moment): number {
    const elapsedMs = elapsedBetweenMs(this.#since, now);
    const nowMs = serverMs + elapsedMs;
    if (elapsedMs !== now.wallMs - this.#since.wallMs) {
      // The wall clock was set back. Rebase now: during a later sleep only the wall clock runs, which would hide that it was set back.
      this.#serverMs = nowMs;
      this.#since = now;
    }
    return nowMs;
  }
}
