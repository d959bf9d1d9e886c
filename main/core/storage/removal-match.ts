// Decides to which record a pending removal applies: by the name of the sign-in if there is one, else by times, if
// these are plausible. Pure; used by the storage decision and by the removals at former places.
import type { Removal } from '../ports/profile-index';
import { isOtherAccount } from '../tokens/auth-tokens';
import { isDecidedAfter } from '../tokens/decision-time';
import { EARLIEST_NOW_MS, readJwtClaims } from '../tokens/jwt-claims';
import type { TokenRecord } from '../tokens/token-record';

/** The facts for the decision. */
export interface RemovalContext {
  readonly origin: string;
  /** How a record's sign-in is named; see sign-in-name.ts. */
  readonly nameOf: (record: TokenRecord) => string;
  /** Local clock. */
  readonly nowMs: number;
}

/** Tolerated clock skew: two correct clocks may differ by this much. */
const CLOCK_SLACK_MS = 60_000;

/** Replaces a time that turned out to be wrong; see {@link Removal.sinceMs}. */
export const NO_TIME_MS = 0;

/**
 * The removals, with {@link NO_TIME_MS} as the time of those that were decided in the future, so that only their names count. Otherwise such a removal would
 * later also mean what is saved until that time. Returns the same list if there are none, or if the local clock is certainly wrong.
 */
export function withoutTimesAhead(removing: readonly Removal[], nowMs: number): readonly Removal[] {
  if (nowMs < EARLIEST_NOW_MS || !removing.some((removal) => isAhead(removal, nowMs))) return removing;
  return removing.map((removal) => (isAhead(removal, nowMs) ? { ...removal, sinceMs: NO_TIME_MS } : removal));
}

/** Whether the removal was decided in the future, because the clock was wrong then or is wrong now. */
function isAhead({ sinceMs }: Removal, nowMs: number): boolean {
  return sinceMs > nowMs + CLOCK_SLACK_MS;
}

/**
 * Whether a removal means this record: it names its sign-in, and the user has not brought that sign-in again since. Never a record of another account or
 * server. A record without a sign-in id gets a new fingerprint with each refresh by another client, so it is meant if it was there before the decision, as far
 * as the times are plausible.
 */
export function isToBeRemoved(found: TokenRecord, removal: Removal, context: RemovalContext): boolean {
  const { signIn } = removal;
  if (context.nameOf(found) === signIn) return !isDecidedAnew(found, removal, context.nowMs);
  if (found.origin !== context.origin || isOtherAccount(found.tokens, removal)) return false;
  return (signIn === undefined || found.signInId === undefined) && wasThere(found, removal, context.nowMs);
}

/** When the removal of the record was decided; `undefined` when no removal means it or the time is not known. */
export function removedAtMs(
  found: TokenRecord,
  removing: readonly Removal[],
  context: RemovalContext,
): number | undefined {
  const meant = removing.filter((removal) => isToBeRemoved(found, removal, context));
  return Math.max(NO_TIME_MS, ...meant.map(({ sinceMs }) => sinceMs)) || undefined;
}

/** Whether the user brought the sign-in again after its removal. A decision that was known when the removal was made came before it, whatever the clocks say. */
function isDecidedAnew(found: TokenRecord, { sinceMs, signInDecidedAtMs }: Removal, nowMs: number): boolean {
  if (sinceMs === NO_TIME_MS || found.decidedAtMs === signInDecidedAtMs) return false;
  return isDecidedAfter(found, sinceMs, nowMs);
}

/** Whether the record was there when the removal was decided. In doubt no: a record that stays can still be removed later. */
function wasThere({ tokens, savedAtMs, recordGeneration }: TokenRecord, removal: Removal, nowMs: number): boolean {
  const { sinceMs, serverOffsetMs = 0 } = removal;
  if (sinceMs === NO_TIME_MS || isAhead(removal, nowMs)) return false;
  // Written in the future by a client that writes no date: the date of the file is wrong, and only the tokens show
  // the time.
  const isFileDateWrong = recordGeneration === 0 && savedAtMs > nowMs;
  if (savedAtMs > sinceMs && !isFileDateWrong) return false;
  const issues = [tokens.accessToken, tokens.refreshToken].map((token) => readJwtClaims(token, nowMs)?.issuedAtMs);
  // The server's time of issue, converted to the local clock.
  const issuedAtMs = Math.max(...issues.map((atMs = -Infinity) => atMs)) - serverOffsetMs;
  if (isFileDateWrong) return Number.isFinite(issuedAtMs) && issuedAtMs <= sinceMs;
  // Issued after the decision. A time of issue that is still in the future does not count: the clock skew was estimated wrongly.
  const isLater = issuedAtMs > sinceMs + CLOCK_SLACK_MS && issuedAtMs <= nowMs;
  return !isLater;
}
