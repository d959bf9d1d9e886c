// Handlers of the calls about a profile's tokens: refresh, copy, retry, choose or close the storage, sign out, clear. The core does the work.
import { AxiomTokenError } from '../../../core/base/errors';
import { isPlaceKind, placeOf, type StoreChoice, storeChoice } from '../../../core/ports/token-places';
import type { Profile } from '../../../core/profiles/profile';
import { problemOf } from '../../../core/profiles/profile-problem';
import type { TokenManager } from '../../../core/storage/token-manager';
import { PERSON } from '../../../handout/consumer';
import type { CallRequest, Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { forEachProfile } from '../../../core/intents/each-profile';
import { agreeToLeave, unreadPlaceNote } from '../../../core/intents/unread-place-note';
import {
  clearQuestion,
  plainFileQuestion,
  signOutQuestion,
  thisRunOnlyQuestion,
} from '../../../core/intents/questions';
import { questionFacts, contentInWords, leftBehindFailures, removeTokens } from '../../../core/intents/remove-tokens';
import { accountChangeCheck } from '../../../core/intents/account-change';
import { forgetUnusedKeys } from '../../../core/intents/unused-keys';

type ProfileCalls =
  | 'refreshNow'
  | 'copyAccessToken'
  | 'retryStorage'
  | 'makePrivate'
  | 'chooseStorage'
  | 'signOut'
  | 'clearTokens';

/** A copied token is still valid for at least this long. */
const MIN_VALID_MS = 10_000;

/** The error of a first refusal in the words of the headline, because it is not final. */
function inShownWords(profile: Profile, error: unknown): unknown {
  const { sessionFacet } = profile.refresher;
  const { problem } = sessionFacet === 'refused-once' ? problemOf(profile, sessionFacet) : {};
  return problem ? new AxiomTokenError(problem.code, problem) : error;
}

export function createProfileHandlers(services: AppServices): Pick<Handlers, ProfileCalls> {
  const { registry, activity, clipboard, handout } = services;
  return {
    async refreshNow({ profileId }) {
      const profile = registry.get(profileId);
      const { refresher } = profile;
      const before = refresher.history.attempts.at(-1);
      await refresher.refresh('person').catch((error: unknown) => {
        throw inShownWords(profile, error);
      });
      return { wasSent: refresher.history.attempts.at(-1) !== before };
    },

    async copyAccessToken({ profileId }) {
      const { accessToken } = await handout.gate.handOut({
        profileId,
        consumer: PERSON,
        via: 'clipboard',
        kind: 'access',
        minValidMs: MIN_VALID_MS,
      });
      const clearsAfterSeconds = services.preferences.read().clearClipboardAfterSeconds;
      await clipboard.copy(accessToken, clearsAfterSeconds * 1000);
      activity.add('token', `Access token copied; removed from the clipboard after ${clearsAfterSeconds} s`, profileId);
      return { clearsAfterSeconds };
    },

    retryStorage({ profileId }) {
      return services.interactively(async () => {
        const { manager, store, name } = registry.get(profileId);
        const done = wordsForRetry(manager);
        // Another program removed the file: it is written again only because the user asks for it here.
        if (store.kind === 'file' && manager.storage.isEmptied) {
          await services.confirm(plainFileQuestion({ name }, store.path));
        }
        await manager.saveAgain();
        if (manager.storageFailure) throw manager.storageFailure;
        activity.add('place', done, profileId);
      });
    },

    async makePrivate({ profileId }) {
      await registry.get(profileId).manager.storage.makePrivate();
      activity.add('place', 'Token file closed to other users', profileId);
    },

    chooseStorage({ profileId, kind }) {
      return services.interactively(async () => {
        const choice = await askForPlace(services, kind);
        const known = questionFacts(registry.get(profileId));
        const refuseOthers = accountChangeCheck(registry.get(profileId));
        const leavesUnread = await agreeToLeave(registry.get(profileId), services.confirm);
        if (!placeOf(choice.kind).isLasting && known.lastingPlace !== undefined && !leavesUnread) {
          await services.confirm(thisRunOnlyQuestion(known));
        }
        if (choice.kind === 'file') await services.confirm(plainFileQuestion(known, choice.path));
        const profile = registry.get(profileId);
        refuseOthers(profile);
        const [{ store: former }, left] = [profile, unreadPlaceNote(profile)];
        await registry.moveTokens(profileId, choice, { leavesUnread });
        forgetUnusedKeys(services, former);
        if (left !== undefined) activity.add('place', left, profileId);
        activity.add('place', `Tokens are kept in: ${registry.get(profileId).manager.place.store.place}`, profileId);
      });
    },

    signOut({ profileId }) {
      return services.interactively(async () => {
        const refuseOthers = accountChangeCheck(registry.get(profileId));
        await services.confirm(signOutQuestion(questionFacts(registry.get(profileId))));
        refuseOthers(registry.get(profileId));
        await removeTokens(services, registry.get(profileId), clipboard.clearOurs());
        activity.add('sign-in', 'Signed out; tokens removed', profileId);
      });
    },

    clearTokens({ profileIds }) {
      return services.interactively(async () => {
        const chosen = (): Profile[] => [...new Set(profileIds)].map((profileId) => registry.get(profileId));
        const refusals = new Map(chosen().map((profile) => [profile.id, accountChangeCheck(profile)]));
        await services.confirm(clearQuestion(chosen().map(questionFacts)));
        // The list may have changed while the question was open.
        const profiles = chosen();
        const copy = clipboard.clearOurs();
        const { done, failed } = await forEachProfile(profiles, async (profile) => {
          refusals.get(profile.id)?.(profile);
          const what = contentInWords(profile);
          await removeTokens(services, profile, copy);
          activity.add('sign-in', 'Tokens cleared', profile.id);
          return `${profile.name}: ${what}`;
        });
        const removed = [...done, ...((await copy) ? ['A copied access token on the clipboard'] : [])];
        const remaining = [...failed, ...profiles.flatMap(leftBehindFailures)];
        return remaining.length === 0 ? { removed } : { removed, remaining };
      });
    },
  };
}

/** Success message of a retry. Call it before the retry, which changes the state. */
function wordsForRetry({ storage, storageFacet }: TokenManager): string {
  if (storage.isEmptied) return 'Tokens saved again';
  return storageFacet === 'saved' ? 'Everything is saved and noted now' : 'Saved tokens can be reached again';
}

async function askForPlace(services: AppServices, kind: CallRequest<'chooseStorage'>['kind']): Promise<StoreChoice> {
  if (!isPlaceKind(kind)) throw new AxiomTokenError('INVALID_INPUT', { message: 'There is no such place for tokens.' });
  const { asks } = placeOf(kind);
  switch (asks) {
    case 'nothing':
      return storeChoice(kind, '');
    case 'file': {
      const path = await services.files.askWhereToKeepTokens(asks);
      if (path === undefined) throw new AxiomTokenError('CANCELLED');
      return storeChoice(kind, path);
    }
    case 'file-and-passphrase':
      throw new AxiomTokenError('INVALID_INPUT', {
        message: 'Tokens in such a file need a passphrase.',
        remedy: 'Choose the place with a passphrase for it. Nothing was changed.',
      });
  }
}
