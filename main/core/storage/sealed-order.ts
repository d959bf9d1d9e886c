// Which of two records came later, the one that is sealed in a place's journal or the one that its store holds. Pure; used by SealedJournal.
import { compareDecisions, withLaterDecision } from '../tokens/decided-time';
import { takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';

/** Which of the two has a refresh token that was exchanged for a newer one, while the other's was not; `undefined` where that is not known of just one. */
export type UsedUp = 'sealed' | 'found' | undefined;

/**
 * What the sealed record has more than `found`, the store's; `undefined` when nothing. What is used up is the earlier one, whatever the dates of the tokens
 * say. Both were written by programs that held the place, so the later one has the higher generation; a record of a program that counts none is compared
 * token by token.
 */
export function newerSealed(sealed: TokenRecord, found: TokenRecord, usedUp: UsedUp): TokenRecord | undefined {
  if (usedUp !== undefined) return usedUp === 'found' ? sealed : undefined;
  if (sealed.recordGeneration === 0 || found.recordGeneration === 0) return takeNewer(sealed, found);
  const isLater = isOtherSignIn(sealed, found)
    ? isLaterSignIn(sealed, found)
    : sealed.recordGeneration > found.recordGeneration || isLaterOfOneCount(sealed, found);
  return isLater ? withLaterDecision(sealed, found) : undefined;
}

/** Two programs have counted on from one record, the one that sealed without seeing what the other had written: the dates of the tokens tell. */
function isLaterOfOneCount(sealed: TokenRecord, found: TokenRecord): boolean {
  return sealed.recordGeneration === found.recordGeneration && isLaterByDates(sealed, found);
}

function isLaterByDates(sealed: TokenRecord, found: TokenRecord): boolean {
  return takeNewer(sealed, found)?.tokens.refreshToken.equals(sealed.tokens.refreshToken) === true;
}

/**
 * Whether the sealed sign-in came after that of the store, which it may not have seen: where the store could not be read, or another program has gone on
 * there. A clock that was set back says nothing of them, nor do the dates of tokens that a person has brought along: one of the two is enough.
 */
function isLaterSignIn(sealed: TokenRecord, found: TokenRecord): boolean {
  const byDecision = compareDecisions(sealed, found, Math.max(sealed.savedAtMs, found.savedAtMs));
  if (byDecision !== undefined) return byDecision > 0;
  // Under one journal key each counts on from the one before.
  const isOneLine = sealed.journalKey !== undefined && found.journalKey?.equals(sealed.journalKey) === true;
  const byGeneration = isOneLine ? sealed.recordGeneration - found.recordGeneration : 0;
  if (byGeneration !== 0) return byGeneration > 0;
  return isLaterByDates(sealed, found) || sealed.savedAtMs >= found.savedAtMs;
}
