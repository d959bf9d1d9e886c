// Handlers of the calls about one profile's tokens: refresh, copy, store, sign out, clear. Each gathers what it needs and lets the core do it.
import { AxiomTokenError } from '../../../core/base/errors';
import type { StoreChoice } from '../../../core/ports/profile-index';
import type { CallRequest, Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { forgetUnusedKeys } from './unused-keys';

type ProfileCalls = 'refreshNow' | 'copyAccessToken' | 'retryStorage' | 'chooseStorage' | 'signOut' | 'clearTokens';

/** A token that is copied should still be of use a moment later. */
const MIN_VALID_MS = 10_000;

export function createProfileHandlers(services: AppServices): Pick<Handlers, ProfileCalls> {
  const { registry, activity, clipboard } = services;
  return {
    async refreshNow({ profileId }) {
      await registry.get(profileId).refresher.refresh('person');
    },

    async copyAccessToken({ profileId }) {
      const { accessToken } = await registry.get(profileId).refresher.getValidTokens(MIN_VALID_MS);
      const clearsAfterSeconds = services.preferences.read().clearClipboardAfterSeconds;
      await clipboard.copy(accessToken, clearsAfterSeconds * 1000);
      activity.add(`Access token copied; taken off the clipboard after ${clearsAfterSeconds} s`, profileId);
      return { clearsAfterSeconds };
    },

    retryStorage({ profileId }) {
      return services.interactively(async () => {
        const { manager } = registry.get(profileId);
        await manager.retryStorage();
        if (manager.storageFailure) throw manager.storageFailure;
        activity.add('Saved tokens can be reached again', profileId);
      });
    },

    chooseStorage({ profileId, kind }) {
      return services.interactively(async () => {
        const choice = await askForPlace(services, kind);
        const { store: former } = registry.get(profileId);
        await registry.moveTokens(profileId, choice);
        forgetUnusedKeys(services, former);
        activity.add(`Tokens are kept in: ${registry.get(profileId).manager.store.place}`, profileId);
      });
    },

    signOut({ profileId }) {
      return services.interactively(async () => {
        await registry.get(profileId).manager.clear();
        await clipboard.clearOurs();
        activity.add('Signed out; tokens removed', profileId);
      });
    },

    clearTokens({ profileIds }) {
      return services.interactively(async () => {
        const profiles = profileIds.map((profileId) => registry.get(profileId));
        const removed: string[] = [];
        for (const { id, name, manager } of profiles) {
          const hadTokens = manager.getTokens() !== undefined;
          await manager.clear();
          removed.push(
            hadTokens
              ? `${name}: tokens in memory and in ${placeInWords(manager.store.place)}`
              : `${name}: nothing was there`,
          );
          activity.add('Tokens cleared', id);
        }
        if (await clipboard.clearOurs()) removed.push('A copied access token on the clipboard');
        return { removed };
      });
    },
  };
}

async function askForPlace(services: AppServices, kind: CallRequest<'chooseStorage'>['kind']): Promise<StoreChoice> {
  if (kind !== 'file') return { kind };
  const path = await services.files.askWhereToKeepTokens();
  if (path === undefined) throw new AxiomTokenError('CANCELLED');
  return { kind, path };
}

function placeInWords(place: string): string {
  return place === 'System keychain' ? 'the system keychain' : place;
}
