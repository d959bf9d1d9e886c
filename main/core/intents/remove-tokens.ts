// Removes one profile's tokens when the user signs out or clears them, and says what remains when the place could not be cleared.
// Called by window, socket and command line.
import { RETRY_ADVICE } from '../base/retry-advice';
import { AxiomTokenError, type ErrorCode, toAxiomTokenError } from '../base/errors';
import { placeOf, type StoreChoice } from '../ports/token-places';
import type { Profile } from '../profiles/profile';
import { signedOutRefusal } from '../storage/refusals';
import { isConflict } from '../tokens/found-record';
import type { ProfileFailure } from './each-profile';
import type { IntentServices } from './intent-services';
import type { QuestionFacts } from './questions';

/**
 * Clears memory and place, and cancels sign-ins of this profile that are under way, so that a late answer does not sign it in again. `copy` resolves to
 * whether a copied token was removed from the clipboard; start that before this call, because it must not wait for a place that hangs.
 * @throws AxiomTokenError with the code of {@link TokenManager.clear}; its message says what was removed and what remains
 */
export async function removeTokens(
  services: Pick<IntentServices, 'activity' | 'browserSignIn' | 'passwordSignIn'>,
  profile: Profile,
  copy: Promise<boolean>,
): Promise<void> {
  services.passwordSignIn.cancel(profile.id);
  services.browserSignIn.cancel(profile.id, signedOutRefusal());
  try {
    await profile.manager.clear();
  } catch (error) {
    services.activity.add('place', 'Tokens were removed from memory, but not from where they are kept', profile.id);
    throw stillKept(toAxiomTokenError(error), placeInWords(profile), await copy);
  }
  const hadCopy = await copy;
  const { storage, storageFailure } = profile.manager;
  if (storage.mayHoldTokens && storageFailure) throw leftElsewhere(storageFailure, hadCopy);
}

/** What a removal will remove, in words. Call it before the removal; afterwards it is not known any more. */
export function contentInWords(profile: Pick<Profile, 'manager' | 'store'>): string {
  const { manager, store } = profile;
  if (manager.getTokens())
    return `tokens in memory${placeOf(store.kind).isLasting ? ` and in ${placeInWords(profile)}` : ''}`;
  // A place that could not be read may still hold tokens.
  return manager.storageFacet === 'saved' ? 'nothing was there' : `whatever was in ${placeInWords(profile)}`;
}

/** The facts about the profile that {@link clearQuestion} and the other questions need. */
export function questionFacts(profile: Pick<Profile, 'manager' | 'store' | 'name'>): QuestionFacts {
  const { name, store } = profile;
  const leftBehind = profile.manager.storage.leftBehind.map(choiceInWords);
  const left = leftBehind.length === 0 ? {} : { leftBehind };
  return placeOf(store.kind).isLasting ? { name, lastingPlace: placeInWords(profile), ...left } : { name, ...left };
}

/** What a removal leaves at places that the profile left while tokens there could not be read. */
export function leftBehindFailures({ id, name, manager }: Pick<Profile, 'id' | 'name' | 'manager'>): ProfileFailure[] {
  return manager.storage.leftBehind.map((choice) => ({
    profileId: id,
    name,
    code: 'STORAGE_UNAVAILABLE',
    message: `Tokens that were left behind in ${choiceInWords(choice)}, because they could not be read, may still be there.`,
    remedy: 'Choose that place again, and clear the tokens then.',
  }));
}

function choiceInWords(choice: StoreChoice): string {
  return 'path' in choice ? choice.path : (placeOf(choice.kind).inSentence ?? placeOf(choice.kind).label);
}

function placeInWords({ manager, store }: Pick<Profile, 'manager' | 'store'>): string {
  return placeOf(store.kind).inSentence ?? manager.place.store.place;
}

const REMEDIES: Readonly<Partial<Record<ErrorCode, string>>> = {
  STORAGE_LOCKED: RETRY_ADVICE.removalOnceUnlocked,
  STORAGE_DENIED: RETRY_ADVICE.removalOnceAllowed,
};

function goneInWords(hadCopy: boolean): string {
  return `The tokens were removed from memory${hadCopy ? ' and from the clipboard' : ''}`;
}

/** The error when a place that the profile used before still has tokens; `message` names it. */
function leftElsewhere({ code, message, remedy }: AxiomTokenError, hadCopy: boolean): AxiomTokenError {
  return new AxiomTokenError(code, { message: `${goneInWords(hadCopy)}. ${message}`, remedy });
}

function stillKept(error: AxiomTokenError, place: string, hadCopy: boolean): AxiomTokenError {
  return new AxiomTokenError(error.code, {
    message: `${goneInWords(hadCopy)}, but could not be removed from ${place}. ${error.message}`,
    // Tokens of another account or server do not belong to this profile: the removal is not tried again.
    remedy: isConflict(error) ? error.remedy : (REMEDIES[error.code] ?? RETRY_ADVICE.removal),
    cause: error,
  });
}
