// What a record found in a store means beside the one in memory: foreign, newer, or nothing that memory does not have. Pure; used by StoreKeeper.
import { isOtherAccount } from './auth-tokens';
import { AxiomTokenError } from '../base/errors';
import type { TokenRecord } from './token-record';

/**
 * Refuses to go on over tokens that are not ours to replace.
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

/** Whether a store failed because of {@link refuseConflict}: only a person can help. */
export function isConflict(failure: AxiomTokenError | undefined): boolean {
  return failure?.code === 'WRONG_ORIGIN' || failure?.code === 'WRONG_ACCOUNT';
}

/**
 * Whether the store holds something later of the same account: a higher generation, or other tokens that were saved later. Those are of a new sign-in
 * after a clear, whose counting began anew, or of a program that does not count; a copy that was put back from an older state of the store is neither.
 */
export function isNewer(found: TokenRecord | undefined, present: TokenRecord | undefined): found is TokenRecord {
  if (!found || !present || !isSameSignIn(found, present)) return false;
  const isLater = found.savedAtMs > present.savedAtMs && !found.tokens.accessToken.equals(present.tokens.accessToken);
  return found.recordGeneration > present.recordGeneration || isLater;
}

/** Whether all that was found is in memory too, so that the store's copy may go. */
export function isCovered(found: TokenRecord | undefined, present: TokenRecord | undefined): boolean {
  if (!found) return true;
  return present !== undefined && isSameSignIn(found, present) && found.recordGeneration <= present.recordGeneration;
}

function isSameSignIn(found: TokenRecord, present: TokenRecord): boolean {
  return found.origin === present.origin && !isOtherAccount(found.tokens, present.tokens);
}
