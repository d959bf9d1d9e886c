// Signs out and clears: tokens go from memory and from their place. Whoever calls has asked the person.
import { forEachProfile } from '../../core/intents/each-profile';
import type { IntentServices } from '../../core/intents/intent-services';
import { contentInWords, removeTokens } from '../../core/intents/remove-tokens';
import type { Operations } from '../../handout/operations';
import { chosenProfile } from './chosen-profile';
import type { OperationsWorld } from './operation-parts';
import { whenRead } from './when-read';

export function createRemovalCalls(world: OperationsWorld): Pick<Operations, 'logout' | 'clear'> {
  const { registry, activity, interactive } = world.core;
  return {
    logout({ profile: named }, { consumer, signal }) {
      return interactive.run(async () => {
        const profile = chosenProfile(world, named);
        await whenRead(profile, signal);
        const what = contentInWords(profile);
        const copy = world.clearCopied();
        await removeTokens(removalServices(world), profile, copy);
        activity.add('sign-in', `Signed out by ${consumer.name}; tokens removed`, profile.id);
        return { profile: profile.id, removed: [what, ...copied(await copy)] };
      });
    },

    clear({ profiles: named }, { consumer, signal }) {
      return interactive.run(async () => {
        const chosen = named ? [...new Set(named.map((each) => chosenProfile(world, each)))] : registry.list();
        await Promise.all(chosen.map((profile) => whenRead(profile, signal)));
        const copy = world.clearCopied();
        const { done, failed } = await forEachProfile(chosen, async (profile) => {
          const what = contentInWords(profile);
          await removeTokens(removalServices(world), profile, copy);
          activity.add('sign-in', `Tokens cleared by ${consumer.name}`, profile.id);
          return `${profile.name}: ${what}`;
        });
        return {
          removed: [...done, ...copied(await copy)],
          remaining: failed.map(({ name, message, remedy }) => `${name}: ${message} ${remedy}`),
        };
      });
    },
  };
}

/** What a removal ends besides. */
export function removalServices({
  core: { activity, passwordSignIn },
  browserSignIn,
}: OperationsWorld): Pick<IntentServices, 'activity' | 'browserSignIn' | 'passwordSignIn'> {
  return { activity, passwordSignIn, browserSignIn: { cancel: (profileId) => browserSignIn?.cancel(profileId) } };
}

function copied(wasCleared: boolean): readonly string[] {
  return wasCleared ? ['A copied access token on the clipboard'] : [];
}
