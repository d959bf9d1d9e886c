// What a removal means: which record is to go, told by names where there are some, else by times that are asked whether they can be believed.
// Pure; used by the storage decision and by the removals from former places.
import type { Removal } from '../ports/profile-index';
import { isOtherAccount } from '../tokens/auth-tokens';
import { isDecidedAfter } from '../tokens/decided-time';
import { EARLIEST_NOW_MS, readJwtClaims } from '../tokens/jwt-claims';
import type { TokenRecord } from '../tokens/token-record';

/** What is known where a removal is to go on. */
export interface RemovalContext {
  readonly origin: string;
  /** How a record's sign-in is named; see sign-in-name.ts. */
  readonly nameOf: (record: TokenRecord) => string;
  /** Local clock. */
  readonly nowMs: number;
}

/** By how much two right clocks may differ, and by how much a clock may be corrected without having been wrong. */
const CLOCK_SLACK_MS = 60_000;

/** Noted in the place of a time that turned out to be wrong; see {@link Removal.sinceMs}. */
export const NO_TIME_MS = 0;

/**
 * The removals, of which those that were decided in the future have no time any more, and go by their names: once the time had come, it would mean what was
 * saved meanwhile. The same list where there are none, or where the clock is surely wrong: it says nothing of them.
 */
export function withoutTimesAhead(removing: readonly Removal[], nowMs: number): readonly Removal[] {
  if (nowMs < EARLIEST_NOW_MS || !removing.some((removal) => isAhead(removal, nowMs))) return removing;
  return removing.map((removal) => (isAhead(removal, nowMs) ? { ...removal, sinceMs: NO_TIME_MS } : removal));
}

/** Whether it was decided in the future: the clock was wrong then, or is now. */
function isAhead({ sinceMs }: Removal, nowMs: number): boolean {
  return sinceMs > nowMs + CLOCK_SLACK_MS;
}

/**
 * Whether the record is what a removal means: the sign-in that it names, unless a person decided for it once more after that, and never another account's or
 * server's. A record without a sign-in id has a new fingerprint
 * after each refresh by another client; it is meant when it was there before the decision, as far as the times can be believed.
 */
export function isToBeRemoved(found: TokenRecord, removal: Removal, context: RemovalContext): boolean {
  const { signIn } = removal;
  if (context.nameOf(found) === signIn) return !isDecidedAnew(found, removal, context.nowMs);
  if (found.origin !== context.origin || isOtherAccount(found.tokens, removal)) return false;
  return (signIn === undefined || found.signInId === undefined) && wasThere(found, removal, context.nowMs);
}

/** When it was decided that the record goes; `undefined` where no removal means it, or that is not known. */
export function removedAtMs(
  found: TokenRecord,
  removing: readonly Removal[],
  context: RemovalContext,
): number | undefined {
  const meant = removing.filter((removal) => isToBeRemoved(found, removal, context));
  return Math.max(NO_TIME_MS, ...meant.map(({ sinceMs }) => sinceMs)) || undefined;
}

/** Whether a person decided for the sign-in after its removal. What was known when that was decided did not come after it, whatever the clocks say. */
function isDecidedAnew(found: TokenRecord, { sinceMs, signInDecidedAtMs }: Removal, nowMs: number): boolean {
  if (sinceMs === NO_TIME_MS || found.decidedAtMs === signInDecidedAtMs) return false;
  return isDecidedAfter(found, sinceMs, nowMs);
}

/** Whether the record was there when the removal was decided. What cannot be told counts as no: what stays can still be removed. */
function wasThere({ tokens, savedAtMs, recordGeneration }: TokenRecord, removal: Removal, nowMs: number): boolean {
  const { sinceMs, serverOffsetMs = 0 } = removal;
  if (sinceMs === NO_TIME_MS || isAhead(removal, nowMs)) return false;
  // Written in the future by a client that writes no date: that of the file is wrong, and only the tokens can tell.
  const isFileDateWrong = recordGeneration === 0 && savedAtMs > nowMs;
  if (savedAtMs > sinceMs && !isFileDateWrong) return false;
  const issues = [tokens.accessToken, tokens.refreshToken].map((token) => readJwtClaims(token, nowMs)?.issuedAtMs);
  // The server's time of issue, by the local clock.
  const issuedAtMs = Math.max(...issues.map((atMs = -Infinity) => atMs)) - serverOffsetMs;
  if (isFileDateWrong) return Number.isFinite(issuedAtMs) && issuedAtMs <= sinceMs;
  // Issued after the decision, by a server whose clock is not further ahead of ours than was known.
  const isLater = issuedAtMs > sinceMs + CLOCK_SLACK_MS && issuedAtMs <= nowMs;
  return !isLater;
}
