// Signs out and clears: removes tokens from memory and from their place. The user is asked first, by the command line itself or, for any other program, by the app.
import { forEachProfile } from '../../core/intents/each-profile';
import type { IntentServices } from '../../core/intents/intent-services';
import { contentInWords, removeTokens } from '../../core/intents/remove-tokens';
import { remedyForPrograms } from '../../handout/error-answer';
import type { Operations } from '../../handout/operations';
import { refuseToDestroy } from './ask-user';
import { chosenProfile } from './chosen-profile';
import { leftBehindBy } from './left-behind';
import type { OperationsWorld } from './operation-parts';
import { wordedRemedy } from './worded-failures';
import { whenOpenedIfPossible } from './when-opened';

export function createRemovalCalls(world: OperationsWorld): Pick<Operations, 'logout' | 'clear'> {
  const { registry, activity, interactive } = world.core;
  return {
    async logout({ profile: named }, context) {
      const { consumer, signal } = context;
      const { id, name } = chosenProfile(world, named);
      await refuseToDestroy(world, context, [id], `sign out of ${name}, which removes its tokens`);
      return interactive.run(async () => {
        const profile = registry.get(id);
        await whenOpenedIfPossible(world, profile, signal);
        const what = contentInWords(profile);
        const copy = world.clearCopied();
        await removeTokens(removalServices(world), profile, copy);
        activity.add('sign-in', `Signed out by ${consumer.name}; tokens removed`, profile.id);
        const removed = [what, ...copied(await copy)];
        return { profile: profile.id, name: profile.name, removed, ...leftBehindBy([profile]) };
      });
    },

    async clear({ profiles: named }, context) {
      const { consumer, signal } = context;
      const meant = named ? [...new Set(named.map((each) => chosenProfile(world, each)))] : registry.list();
      const ids = meant.map(({ id }) => id);
      await refuseToDestroy(world, context, ids, `remove the tokens of ${meant.map(({ name }) => name).join(', ')}`);
      return interactive.run(async () => {
        const chosen = ids.map((id) => registry.get(id));
        for (const profile of chosen) await whenOpenedIfPossible(world, profile, signal);
        const copy = world.clearCopied();
        const { done, failed } = await forEachProfile(chosen, async (profile) => {
          const what = contentInWords(profile);
          await removeTokens(removalServices(world), profile, copy);
          activity.add('sign-in', `Tokens cleared by ${consumer.name}`, profile.id);
          return `${profile.name}: ${what}`;
        });
        const left = leftBehindBy(chosen);
        const worded = (remedy: string): string =>
          wordedRemedy(remedyForPrograms(remedy), { source: world.source, call: 'clear' });
        const unremoved = failed.map(({ name, message, remedy }) => `${name}: ${message} ${worded(remedy)}`);
        return {
          ...left,
          removed: [...done, ...copied(await copy)],
          remaining: [...unremoved, ...(left.remaining ?? [])],
        };
      });
    },
  };
}

/** What a removal also ends: sign-ins that are under way. */
export function removalServices({
  core: { activity, passwordSignIn },
  browserSignIn,
}: OperationsWorld): Pick<IntentServices, 'activity' | 'browserSignIn' | 'passwordSignIn'> {
  return { activity, passwordSignIn, browserSignIn: { cancel: (...meant) => browserSignIn?.cancel(...meant) } };
}

function copied(wasCleared: boolean): readonly string[] {
  return wasCleared ? ['A copied access token on the clipboard'] : [];
}
