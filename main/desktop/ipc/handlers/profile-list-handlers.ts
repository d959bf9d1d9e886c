// Handlers for the list of profiles: add, rename, and remove an empty one.
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { noProfile } from '../../../core/profiles/profile-removal';
import { removeQuestion } from '../../../core/intents/questions';
import { questionFacts } from '../../../core/intents/remove-tokens';

type ProfileListCalls = 'addProfile' | 'renameProfile' | 'removeProfile';

export function createProfileListHandlers(services: AppServices): Pick<Handlers, ProfileListCalls> {
  const { registry, activity } = services;
  return {
    addProfile({ name }) {
      // The keychain may already hold tokens under the new id, and reading them may show a prompt.
      return services.interactively(async () => {
        const profile = await registry.addNamed(name);
        activity.add('app', `Account ${profile.name} added`, profile.id, { isBeginning: true });
        return { profileId: profile.id };
      });
    },

    async renameProfile({ profileId, name }) {
      const profile = registry.get(profileId);
      const before = profile.name;
      await registry.rename(profileId, name);
      if (profile.name !== before) activity.add('app', `Account ${before} is called ${profile.name} now`, profileId);
    },

    async removeProfile({ profileId }) {
      const { name } = registry.get(profileId);
      await registry.refuseRemoval(profileId);
      await services.confirm(removeQuestion(questionFacts(registry.get(profileId))));
      await registry.remove(profileId);
      // Only this profile's sign-in; another profile's goes on.
      services.passwordSignIn.cancel(profileId);
      services.browserSignIn.cancel(profileId, noProfile(name));
      activity.add('app', `Account ${name} removed from the list; it held no tokens`);
    },
  };
}
