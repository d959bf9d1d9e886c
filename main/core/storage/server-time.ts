// Estimates the server's time from the tokens and the measured clock skew (server offset).
// Owned by TokenManager; must not know where tokens come from or go.
import type { AuthTokens } from '../tokens/auth-tokens';
import * as policy from '../tokens/expiry-policy';
import type { TokenRecord } from '../tokens/token-record';
import { type Moment, elapsedBetweenMs, momentNow } from '../time/elapsed-time';
import type { Clock } from '../ports/clock';

/**
 * A clock that jumps by this much was wrong before or is wrong now. A computer rarely sleeps that long, and no access
 * token is valid for that long. So a new estimate with a clock that was set back never makes a token valid for
 * longer.
 */
const CORRECTION_MS = 30 * 86_400_000;

/**
 * Starts when tokens arrive and never goes back after that, so a wall clock that is set back does not make a token
 * valid for longer. The estimate starts again only if the clock is corrected by a month or more, for example because
 * it showed 1970 or 2099.
 */
export class ServerTime {
  readonly #clock: Clock;
  /** Whether the estimate comes from an answer of the server to this program. */
  #isMeasured = false;
  #expected: { readonly tokens: AuthTokens; readonly source: TokenSource } | undefined;
  #record: TokenRecord | undefined;
  #serverMs: number | undefined;
  #since: Moment;
  /** Cache: the wall clock's millisecond for which `#lastNowMs` was computed. */
  #lastWallMs: number | undefined;
  #lastNowMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = momentNow(clock);
  }

  /** Call it before {@link start} with tokens that do not come from the place: notes where they come from. */
  expect(tokens: AuthTokens, source: TokenSource): void {
    this.#expected = { tokens, source };
  }

  /**
   * Starts with new tokens; continues if they are the same. Once an answer to this program has shown the server's
   * time, that estimate is also used for tokens that are found later, because the offset in their record belongs to
   * the clock of the program that saved them.
   */
  start(record: TokenRecord | undefined): void {
    const isSame = record?.tokens === this.#record?.tokens;
    const source = record?.tokens === this.#expected?.tokens ? this.#expected?.source : 'found';
    const measuredMs = this.#isMeasured && source === 'found' && record ? this.nowMs() : undefined;
    this.#record = record;
    if (isSame) return;
    this.#since = momentNow(this.#clock);
    this.#lastWallMs = undefined;
    this.#isMeasured = measuredMs !== undefined || (record !== undefined && source === 'answer');
    this.#serverMs =
      record &&
      (measuredMs === undefined ? estimateMs(record, this.#since.wallMs) : notBeforeIssue(record, measuredMs));
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
    const [ranMs, wallMs] = [now.monotonicMs - this.#since.monotonicMs, now.wallMs - this.#since.wallMs];
    const isCorrected = Math.abs(wallMs - ranMs) >= CORRECTION_MS;
    const elapsedMs = elapsedBetweenMs(this.#since, now);
    const nowMs = isCorrected ? this.#judgeAnew(serverMs + ranMs, now.wallMs) : serverMs + elapsedMs;
    if (isCorrected || elapsedMs !== wallMs) {
      // The wall clock was set. Rebase now: during a later sleep only the wall clock runs, which would hide that it was set back.
      this.#serverMs = nowMs;
      this.#since = now;
    }
    return nowMs;
  }

  /**
   * The new estimate after a jump of the clock. The former estimate continues if the clock now shows a time before
   * the tokens arrived, because the new time is then probably wrong.
   */
  #judgeAnew(ranOnMs: number, wallMs: number): number {
    if (!this.#record) return ranOnMs;
    if (!isFromFuture(this.#record, wallMs)) return byClockMs(this.#record, wallMs);
    const judgedMs = estimateMs(this.#record, wallMs);
    return ranOnMs - judgedMs >= CORRECTION_MS ? judgedMs : ranOnMs;
  }
}

/**
 * Where tokens came from that were not found at their place: from the server's answer to this program, or from the
 * user. (Tokens at the place may come from any program.)
 */
export type TokenSource = 'answer' | 'brought';

/** The first estimate for a record. */
function estimateMs(record: TokenRecord, wallMs: number): number {
  const { tokens, serverOffsetMs = 0 } = record;
  const serverMs = byClockMs(record, wallMs);
  // If the time is not known, the access token counts as expired, so that it is refreshed before it is handed out.
  const isUnknown = isFromFuture(record, wallMs) || policy.wasClockCorrected(tokens, serverOffsetMs, wallMs);
  return isUnknown ? Math.max(serverMs, policy.overAtMs(tokens)) : serverMs;
}

/** The server's time by the local clock and the known clock skew. */
function byClockMs(record: TokenRecord, wallMs: number): number {
  const { tokens, serverOffsetMs = 0 } = record;
  return notBeforeIssue(record, wallMs + policy.knownOffsetMs(tokens, serverOffsetMs, wallMs));
}

/** The server issued the token before now, so the server's time is at least `iat`, whatever the local clock says. */
function notBeforeIssue({ tokens }: TokenRecord, serverMs: number): number {
  return Math.max(serverMs, tokens.issuedAtMs ?? -Infinity);
}

function isFromFuture({ tokens, savedAtMs, serverOffsetMs = 0 }: TokenRecord, wallMs: number): boolean {
  return policy.isFromFuture(tokens, savedAtMs, serverOffsetMs, wallMs);
}
