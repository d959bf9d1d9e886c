// What other programs have put at a place since this run saw it last, told from the record itself. Pure; used by the storage decision.
import { isSameTokens } from '../tokens/auth-tokens';
import { takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';

/**
 * Whether the sign-in that is in memory was at the place, and a later one has been put there since, by its dates or because it keeps the former beside it; an
 * old copy that is put back is no later one.
 */
export function isReplaced(found: TokenRecord, present: TokenRecord, base: TokenRecord | undefined): boolean {
  const wasThere = base !== undefined && base.signInId === present.signInId;
  if (!isOtherSignIn(found, present) || !wasThere) return false;
  const kept = found.replaced?.tokens.refreshToken;
  const isKept = [base.tokens, base.replaced?.tokens].some((former) => kept && former?.refreshToken.equals(kept));
  return isKept || takeNewer(found, base) !== undefined;
}

/**
 * Whether a client that counts no generations has put another pair over ours that the tokens' dates, which count seconds, call neither later nor earlier: it
 * came after what this run saw there.
 */
export function isRewritten(found: TokenRecord, present: TokenRecord, base: TokenRecord | undefined): boolean {
  if (found.recordGeneration > 0 || !base || !isSameTokens(base.tokens, present.tokens)) return false;
  return takeNewer(found, present) === undefined && takeNewer(present, found) === undefined;
}
