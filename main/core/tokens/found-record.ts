// Compares a record found in a store with the one in memory: conflict, newer, or already in memory.
// Pure; used by the storage decision.
import { isOtherAccount } from './auth-tokens';
import { AxiomTokenError } from '../base/errors';
import type { TokenRecord } from './token-record';

/**
 * Why what was found must not be replaced: `WRONG_ORIGIN` for another server's tokens, `WRONG_ACCOUNT` for another account's than those in memory;
 * `undefined` when it may.
 */
export function conflictOf(
  found: TokenRecord,
  present: TokenRecord | undefined,
  origin: string,
): AxiomTokenError | undefined {
  if (found.origin !== origin) {
    return new AxiomTokenError('WRONG_ORIGIN', {
      message: `The tokens saved here belong to ${found.origin}; this run talks to ${origin}.`,
      remedy: 'They are untouched. Start the app for the server they belong to.',
    });
  }
  if (!isOtherAccount(found.tokens, present?.tokens)) return undefined;
  return new AxiomTokenError('WRONG_ACCOUNT', {
    message: 'The tokens saved here belong to another account; they were not overwritten.',
    remedy: 'Sign this profile out: the saved account comes back. Use a profile of its own for the other one.',
  });
}

/** Whether a failure is one of {@link conflictOf}. */
export function isConflict(failure: AxiomTokenError | undefined): boolean {
  return failure?.code === 'WRONG_ORIGIN' || failure?.code === 'WRONG_ACCOUNT';
}

/**
 * Whether the store has a newer record of the same account: a higher generation, or another access token that was saved later (by a new sign-in after
 * a clear, which counts from the start again, or by a program without generations). An older copy that was put back into the store is neither.
 */
function isNewer(found: TokenRecord | undefined, present: TokenRecord | undefined): found is TokenRecord {
  if (!found || !present || !isSameSignIn(found, present)) return false;
  const isLater = found.savedAtMs > present.savedAtMs && !found.tokens.accessToken.equals(present.tokens.accessToken);
  return found.recordGeneration > present.recordGeneration || isLater;
}

/** What memory should hold after `found` was read in its place; `undefined` when that brings nothing newer. */
export function takeNewer(found: TokenRecord, present: TokenRecord): TokenRecord | undefined {
  if (!isNewer(found, present)) return undefined;
  const { email, journalKey, signInId } = present;
  return {
    ...(email === undefined ? {} : { email }),
    ...(journalKey === undefined ? {} : { journalKey }),
    ...(signInId === undefined ? {} : { signInId }),
    ...found,
  };
}

function isSameSignIn(found: TokenRecord, present: TokenRecord): boolean {
  return found.origin === present.origin && !isOtherAccount(found.tokens, present.tokens);
}
