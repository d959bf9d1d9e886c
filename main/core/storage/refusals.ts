// The errors when tokens are refused before anything was changed, or cannot be removed yet. Used by TokenManager and the removals.
import { RETRY_ADVICE } from '../base/retry-advice';
import { AxiomTokenError, type ErrorCode } from '../base/errors';
import type { Removal } from '../ports/profile-index';
import { type AuthTokens, isOtherAccount } from '../tokens/auth-tokens';
import type { SingleUseTokens } from './single-use-tokens';

/** @throws AxiomTokenError `WRONG_ACCOUNT` when the tokens are of another account than the present ones */
export function refuseOtherAccount(present: AuthTokens | undefined, tokens: AuthTokens): void {
  if (!isOtherAccount(present, tokens)) return;
  throw new AxiomTokenError('WRONG_ACCOUNT', {
    message: 'These tokens belong to another account than the one that is signed in here.',
    remedy: 'Add the other account as one of its own, or sign out here first. Nothing was changed.',
  });
}

/** The check for tokens that come from outside. It throws when another profile has them, or when their refresh token is spent. */
export function spentRefusalOf(parts: {
  readonly refuseSecondOwner?: ((tokens: AuthTokens) => void) | undefined;
  readonly singleUse?: Pick<SingleUseTokens, 'refuseKnown'> | undefined;
}): (tokens: AuthTokens) => void {
  return (tokens) => {
    parts.refuseSecondOwner?.(tokens);
    parts.singleUse?.refuseKnown(tokens.refreshToken);
  };
}

/** Whether `check` throws for these tokens; false when there is no check. */
export function isRefused(check: ((tokens: AuthTokens) => void) | undefined, tokens: AuthTokens): boolean {
  try {
    check?.(tokens);
    return false;
  } catch {
    return true;
  }
}

/** `CANCELLED`: the profile was removed from the list while a request for it was under way. */
export function retiredRefusal(): AxiomTokenError {
  return new AxiomTokenError('CANCELLED', {
    message: 'The account was removed from the list in the meantime.',
    remedy: 'Add it again and sign in. Nothing else was changed.',
  });
}

/** `INVALID_INPUT`: the user signed out while an earlier request still waited. Not `CANCELLED`, because the window does not show that. */
export function signedOutRefusal(): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: 'You signed out here meanwhile, so this was not done. Nothing was changed.',
    remedy: 'Try again if you still want it.',
  });
}

/** `INVALID_INPUT`: another program has moved the tokens to another place and could not remove the copy here yet. */
export function movedOnRefusal(): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: 'Another program has moved these tokens to another place; only the copy here could not be removed yet.',
    remedy: 'Move to the same place as that program, or sign in again here for separate tokens. Nothing was changed.',
  });
}

/** `STORAGE_UNAVAILABLE`: the place could not be read, so it may have newer tokens than the backup. */
export function unseenPlaceRefusal(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    remedy: 'Restore again when the place answers. Nothing was changed.',
  });
}

/** With the code of `cause`: tokens cannot be moved out of a place that cannot be read, and would stay behind there. */
export function unreadRefusal(cause: AxiomTokenError, placeName: string): AxiomTokenError {
  return new AxiomTokenError(cause.code, {
    message: `The tokens in ${placeName} could not be read, so they cannot be moved. ${cause.message}`,
    remedy: `${UNREAD_REMEDIES[cause.code] ?? 'Make sure that they can be read, then move them.'} Nothing was changed.`,
    cause,
    isMissing: cause.isMissing,
  });
}

const UNREAD_REMEDIES: Readonly<Partial<Record<ErrorCode, string>>> = {
  STORAGE_LOCKED: 'Unlock it, then move them.',
  STORAGE_DENIED: 'Allow access to it, then move them.',
  STORAGE_CORRUPT: 'Restore a backup or sign in again, then move them.',
};

const STILL_SEALED = {
  message: 'A safety copy of tokens that you signed out of could not be removed.',
  remedy: `Free some space or make the folder of this app writable${RETRY_ADVICE.removalOfSealedCopy}`,
};

/** `STORAGE_UNAVAILABLE`: a removal is not done yet, because the sealed copy in the journal would be recovered at the next start. */
export function stillSealed(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', STILL_SEALED);
}

const WHAT_IS_LEFT: Readonly<Record<Removal['reason'], (placeName: string) => string>> = {
  moved: (placeName) => `The tokens are in their new place, but the old copy could not be removed from ${placeName}.`,
  copied: (placeName) =>
    `The tokens are where they were, but a copy left by a move could not be removed from ${placeName}.`,
  'signed-out': (placeName) => `Tokens that you signed out of or replaced could not be removed from ${placeName}.`,
};

/** For a place where nothing was found: the tokens may be removed already, or the drive is not connected. */
const WHAT_IS_NOT_SEEN: typeof WHAT_IS_LEFT = {
  moved: (placeName) => `The tokens are in their new place. Whether the old copy is still in ${placeName} is unknown.`,
  copied: (placeName) => `The tokens are where they were. Whether a move has left a copy in ${placeName} is unknown.`,
  'signed-out': (placeName) =>
    `Whether tokens that you signed out of or replaced are still in ${placeName} is unknown.`,
};

/** The failure of a removal, with the code of `cause`: what remains where, why, and what happens next. {@link stillSealed} is returned as it is. */
export function stillToBeRemoved(
  cause: AxiomTokenError,
  { reason }: Pick<Removal, 'reason'>,
  placeName = 'its place',
): AxiomTokenError {
  const { code, isMissing } = cause;
  if (cause.message === STILL_SEALED.message) return cause;
  const unlock = code === 'STORAGE_LOCKED' ? 'Unlock it. ' : '';
  return new AxiomTokenError(code, {
    message: `${(isMissing ? WHAT_IS_NOT_SEEN : WHAT_IS_LEFT)[reason](placeName)} ${cause.message}`,
    remedy: isMissing
      ? `If you removed them yourself, there is nothing left to do. Otherwise connect the drive or unlock the keychain${RETRY_ADVICE.removalOnceFound}`
      : `${unlock}${RETRY_ADVICE.removalOfAll}`,
    cause,
    isMissing,
  });
}
