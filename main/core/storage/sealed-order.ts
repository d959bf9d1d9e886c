// Decides which of two records is later: the sealed one in a place's journal or the one in its store. Pure; used by SealedJournal.
import { compareDecisions, withLaterDecision } from '../tokens/decision-time';
import { takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';

/** Which of the two has a spent refresh token; `undefined` when that is not known, or when both have or neither has. */
export type SpentSide = 'sealed' | 'found' | undefined;

/**
 * The sealed record if it is newer than `found`, the store's record (or only its newer token); else `undefined`. A spent one is the earlier one, whatever the
 * dates of the tokens say. Both were written by programs that had locked the place, so the later one has the higher generation. If one of them has no
 * generation, because another client wrote it, they are compared token by token.
 */
export function newerSealed(sealed: TokenRecord, found: TokenRecord, spent: SpentSide): TokenRecord | undefined {
  if (spent !== undefined) return spent === 'found' ? sealed : undefined;
  if (sealed.recordGeneration === 0 || found.recordGeneration === 0) return takeNewer(sealed, found);
  const isLater = isOtherSignIn(sealed, found)
    ? isLaterSignIn(sealed, found)
    : sealed.recordGeneration > found.recordGeneration || isLaterOfOneCount(sealed, found);
  return isLater ? withLaterDecision(sealed, found) : undefined;
}

/** For equal generations, which two programs gave when one of them sealed without seeing what the other had written: compares the dates of the tokens. */
function isLaterOfOneCount(sealed: TokenRecord, found: TokenRecord): boolean {
  return sealed.recordGeneration === found.recordGeneration && isLaterByDates(sealed, found);
}

function isLaterByDates(sealed: TokenRecord, found: TokenRecord): boolean {
  return takeNewer(sealed, found)?.tokens.refreshToken.equals(sealed.tokens.refreshToken) === true;
}

/**
 * Whether the sealed sign-in came after that of the store. The program that sealed it may not have seen the store's record. Without decision times and
 * generations to compare, one sign is enough: later tokens or a later save, because either the clock or the dates of tokens that the user brought may mislead.
 */
function isLaterSignIn(sealed: TokenRecord, found: TokenRecord): boolean {
  const byDecision = compareDecisions(sealed, found, Math.max(sealed.savedAtMs, found.savedAtMs));
  if (byDecision !== undefined) return byDecision > 0;
  // With the same journal key, the generation of each continues from the one before.
  const isOneLine = sealed.journalKey !== undefined && found.journalKey?.equals(sealed.journalKey) === true;
  const byGeneration = isOneLine ? sealed.recordGeneration - found.recordGeneration : 0;
  if (byGeneration !== 0) return byGeneration > 0;
  return isLaterByDates(sealed, found) || sealed.savedAtMs >= found.savedAtMs;
}
