// What other programs have put at a place since this run saw it last, told from the record itself. Pure; used by the storage decision.
import { isSameTokens } from '../tokens/auth-tokens';
import { lagMs, takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import type { Noted } from './storage-step';

/**
 * Whether the sign-in that is in memory was at the place, and a later one has been put there since, by its dates or because it keeps the former beside it; an
 * old copy that is put back is no later one.
 */
export function isReplaced(found: TokenRecord, present: TokenRecord, base: TokenRecord | undefined): boolean {
  const wasThere = base !== undefined && base.signInId === present.signInId;
  if (!isOtherName(found, present) || !wasThere) return false;
  const kept = found.replaced?.tokens.refreshToken;
  const isKept = [base.tokens, base.replaced?.tokens].some((former) => kept && former?.refreshToken.equals(kept));
  return isKept || (isOtherSignIn(found, present) && takeNewer(found, base) !== undefined);
}

/** Whether an earlier sign-in, told by its dates, has come back to where ours was: an old copy. */
export function isPutBack(found: TokenRecord, present: TokenRecord, base: TokenRecord | undefined): boolean {
  const isEarlier = takeNewer(present, found) !== undefined;
  return isOtherName(found, present) && isEarlier && !isReplaced(found, present, base);
}

/** Whether what was found has a name, and not that of the record in memory. */
export function isOtherName(found: TokenRecord, present: TokenRecord): boolean {
  return found.signInId !== undefined && found.signInId !== present.signInId;
}

/** A server's clock that was set back, or a disk's that is behind, dates a new pair before ours; an old copy was mostly exchanged longer ago. */
const MOST_LAG_MS = 15 * 60_000;

/** What this run knows of what lay at the place. */
export type Seen = Pick<Noted, 'base' | 'former' | 'first'>;

/**
 * Whether a client that counts no generations has put another pair over ours that the tokens' dates do not call later: it came after what this run saw there.
 * Not one that lay there before ours (`former`) or may have, because it is no later than what this run found there when it began (`first`), nor one that is
 * much earlier, nor an earlier access token beside our refresh token: those are old copies.
 */
export function isRewritten(found: TokenRecord, present: TokenRecord, { base, former, first }: Seen): boolean {
  if (found.recordGeneration > 0 || !base || !isSameTokens(base.tokens, present.tokens)) return false;
  const { refreshToken } = found.tokens;
  if (first && lagMs(found, first) >= 0) return false;
  if (former.some((one) => one.equals(refreshToken)) || takeNewer(found, present) !== undefined) return false;
  return lagMs(found, present) <= (refreshToken.equals(present.tokens.refreshToken) ? 0 : MOST_LAG_MS);
}
