// Classifies a record that another program has saved at the place since this process last read it: a later sign-in,
// an old copy, or a refresh. Pure; used by the storage decision.
import { isSameTokens } from '../tokens/auth-tokens';
import { lagMs, takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import type { Noted } from './storage-step';

/**
 * Whether the sign-in in memory was saved at the place, and a later sign-in has replaced it there: by the dates of its tokens, or because it keeps the former
 * pair as its replaced pair. An old copy that was put back is not a later sign-in.
 */
export function isReplaced(found: TokenRecord, present: TokenRecord, base: TokenRecord | undefined): boolean {
  const wasThere = base !== undefined && base.signInId === present.signInId;
  if (!isOtherName(found, present) || !wasThere) return false;
  const kept = found.replaced?.tokens.refreshToken;
  const isKept = [base.tokens, base.replaced?.tokens].some((former) => kept && former?.refreshToken.equals(kept));
  return isKept || (isOtherSignIn(found, present) && takeNewer(found, base) !== undefined);
}

/** Whether an old copy of an earlier sign-in, by the dates of its tokens, was put back over ours. */
export function isPutBack(found: TokenRecord, present: TokenRecord, base: TokenRecord | undefined): boolean {
  const isEarlier = takeNewer(present, found) !== undefined;
  return isOtherName(found, present) && isEarlier && !isReplaced(found, present, base);
}

/** Whether the found record has a sign-in id, and not that of the record in memory. */
export function isOtherName(found: TokenRecord, present: TokenRecord): boolean {
  return found.signInId !== undefined && found.signInId !== present.signInId;
}

/** By how much a newer pair may seem older than ours, because the clock of the server or of a disk is behind. An old copy is usually older than that. */
const MOST_LAG_MS = 15 * 60_000;

/** What this process has seen at the place. */
export type Seen = Pick<Noted, 'base' | 'former' | 'first'>;

/**
 * Whether another client (which counts no generations) has saved a newer pair over ours although the dates in its tokens do not say so. False for old copies:
 * a pair that was there before ours (`former`), one that is not later than what was there at the start (`first`), one that is much older, and an older access
 * token with our refresh token.
 */
export function isRewritten(found: TokenRecord, present: TokenRecord, { base, former, first }: Seen): boolean {
  if (found.recordGeneration > 0 || !base || !isSameTokens(base.tokens, present.tokens)) return false;
  const { refreshToken } = found.tokens;
  if (first && lagMs(found, first) >= 0) return false;
  if (former.some((one) => one.equals(refreshToken)) || takeNewer(found, present) !== undefined) return false;
  return lagMs(found, present) <= (refreshToken.equals(present.tokens.refreshToken) ? 0 : MOST_LAG_MS);
}
