// Estimates the server's time from the tokens and the measured server offset.
// Owned by TokenManager; must not know where tokens come from or go.
import type { AuthTokens } from '../tokens/auth-tokens';
import * as policy from '../tokens/expiry-policy';
import type { TokenRecord } from '../tokens/token-record';
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

  /** Restarts with new tokens, and goes on with the same ones. */
  start(record: TokenRecord | undefined): void {
    if (record?.tokens === this.#tokens) return;
    this.#tokens = record?.tokens;
    this.#since = momentNow(this.#clock);
    this.#lastWallMs = undefined;
    this.#serverMs = record && estimateMs(record, this.#since.wallMs);
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

function estimateMs({ tokens, savedAtMs, serverOffsetMs = 0 }: TokenRecord, wallMs: number): number {
  // The server issued the token before now, so the server's time is at least `iat`, whatever the local clock says.
  const serverMs = Math.max(wallMs + serverOffsetMs, tokens.issuedAtMs ?? -Infinity);
  // Perhaps nothing is left of its life: it is refreshed before it is handed out.
  const isUnknown = policy.isFromFuture(tokens, savedAtMs, serverOffsetMs, wallMs);
  return isUnknown ? Math.max(serverMs, policy.overAtMs(tokens)) : serverMs;
}
