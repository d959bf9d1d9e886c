// Compares a record found in a store with the one in memory: conflict, newer, or already in memory.
// Pure; used by StoreKeeper.
import { isOtherAccount } from './auth-tokens';
import { AxiomTokenError } from '../base/errors';
import type { TokenRecord } from './token-record';

/**
 * Throws when the store has tokens that must not be replaced.
 * @throws AxiomTokenError `WRONG_ORIGIN` for another server's, `WRONG_ACCOUNT` for another account's than the one in memory
 */
export function refuseConflict(found: TokenRecord | undefined, present: TokenRecord | undefined, origin: string): void {
  if (found && found.origin !== origin) {
    throw new AxiomTokenError('WRONG_ORIGIN', {
      message: `The tokens saved here belong to ${found.origin}; this run talks to ${origin}.`,
      remedy: 'They are untouched. Start the app for the server they belong to.',
    });
  }
  if (isOtherAccount(found?.tokens, present?.tokens)) {
    throw new AxiomTokenError('WRONG_ACCOUNT', {
      message: 'The tokens saved here belong to another account; they were not overwritten.',
      remedy: 'Sign this profile out: the saved account comes back. Use a profile of its own for the other one.',
    });
  }
}

/** Whether a store call failed because of {@link refuseConflict}: only a person can resolve that. */
export function isConflict(failure: AxiomTokenError | undefined): boolean {
  return failure?.code === 'WRONG_ORIGIN' || failure?.code === 'WRONG_ACCOUNT';
}

/**
 * Whether the store has a newer record of the same account: a higher generation, or another access token that was saved later (by a new sign-in after
 * a clear, which counts from the start again, or by a program without generations). An older copy that was put back into the store is neither.
 */
export function isNewer(found: TokenRecord | undefined, present: TokenRecord | undefined): found is TokenRecord {
  if (!found || !present || !isSameSignIn(found, present)) return false;
  const isLater = found.savedAtMs > present.savedAtMs && !found.tokens.accessToken.equals(present.tokens.accessToken);
  return found.recordGeneration > present.recordGeneration || isLater;
}

/** Whether memory has everything that was found, so that the store's copy may be removed. */
export function isCovered(found: TokenRecord | undefined, present: TokenRecord | undefined): boolean {
  if (!found) return true;
  return present !== undefined && isSameSignIn(found, present) && found.recordGeneration <= present.recordGeneration;
}

function isSameSignIn(found: TokenRecord, present: TokenRecord): boolean {
  return found.origin === present.origin && !isOtherAccount(found.tokens, present.tokens);
}
