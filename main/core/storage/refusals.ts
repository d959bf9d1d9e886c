// What is said when tokens are refused before anything was changed, or cannot go yet. Used by TokenManager and the removals.
import { AxiomTokenError } from '../base/errors';
import { type AuthTokens, isOtherAccount } from '../tokens/auth-tokens';

/** @throws AxiomTokenError `WRONG_ACCOUNT` when the tokens are not those of the account that is here */
export function refuseOtherAccount(present: AuthTokens | undefined, tokens: AuthTokens): void {
  if (!isOtherAccount(present, tokens)) return;
  throw new AxiomTokenError('WRONG_ACCOUNT', {
    message: 'These tokens belong to another account than the one that is signed in here.',
    remedy: 'Add the other account as one of its own, or sign out here first. Nothing was changed.',
  });
}

/** `CANCELLED`: the profile was taken out of the list while something was on its way to it. */
export function retiredRefusal(): AxiomTokenError {
  return new AxiomTokenError('CANCELLED', {
    message: 'The account was taken out of the list meanwhile.',
    remedy: 'Add it again and sign in. Nothing else was changed.',
  });
}

/** `STORAGE_UNAVAILABLE`: what lies at the place is not known, so it may be newer than what is to be restored. */
export function unseenPlaceRefusal(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    remedy: 'Restore again when it answers. Nothing was changed.',
  });
}

/** `STORAGE_UNAVAILABLE`: a removal is not over yet, because what was sealed would come back with the next start. */
export function stillSealed(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'A safety copy of tokens that you signed out of could not be removed.',
    remedy: 'Free some space or make the folder of this app writable; it is tried again by itself until it is gone.',
  });
}
