// The list of accounts: add, rename, remove, and choose the default one.
import { toAxiomTokenError } from '../../core/base/errors';
import { contentInWords, removeTokens } from '../../core/intents/remove-tokens';
import type { Profile } from '../../core/profiles/profile';
import { noProfile } from '../../core/profiles/profile-removal';
import { newProfileEntry } from '../../core/profiles/profile-names';
import type { ProfileEntry } from '../../core/ports/profile-index';
import type { Operations } from '../../handout/operations';
import { refuseToDestroy, refuseUnlessAllowed } from './ask-user';
import { chosenProfile, defaultProfile } from './chosen-profile';
import { leftBehindBy } from './left-behind';
import type { OperationsWorld } from './operation-parts';
import { failureForAccount } from './place-words';
import { removalServices } from './removal-calls';
import { whenOpenedIfPossible } from './when-opened';
import { whenAllRead } from './when-read';

type ProfileCalls = 'profiles.add' | 'profiles.rename' | 'profiles.remove' | 'profiles.default';

export function createProfileCalls(world: OperationsWorld): Pick<Operations, ProfileCalls> {
  const { core } = world;
  const { registry, activity, interactive } = core;
  return {
    'profiles.add'({ name: typed }, { signal }) {
      // The keychain may hold tokens under the new id, and reading them may show a prompt.
      return interactive.run(async () => {
        await world.refuseBesideApp?.();
        await whenAllRead(registry.list(), signal);
        const { id, name } = unseenFirst(world, typed) ?? newEntry(world, typed);
        // Saved in the index at once: a command line without the app ends before the user signs in.
        const profile = await registry.add(id, name);
        activity.add('app', `Account ${profile.name} added`, profile.id, { isBeginning: true });
        return { id: profile.id, name: profile.name };
      });
    },

    async 'profiles.rename'({ profile: named, name }, context) {
      const profile = chosenProfile(world, named);
      const before = profile.name;
      await world.refuseBesideApp?.();
      await refuseToDestroy(world, context, [profile.id], `give ${before} another name: ${name}`);
      await registry.rename(profile.id, name);
      if (profile.name !== before) activity.add('app', `Account ${before} is called ${profile.name} now`, profile.id);
      return { id: profile.id, name: profile.name };
    },

    async 'profiles.remove'({ profile: named }, context) {
      const { signal } = context;
      const meant = chosenProfile(world, named);
      await world.refuseBesideApp?.();
      await refuseToDestroy(world, context, [meant.id], `remove the account ${meant.name} with its tokens`);
      return interactive.run(async () => {
        const profile = registry.get(meant.id);
        const { id, name, manager } = profile;
        const left = leftBehindBy([profile]);
        await whenOpenedIfPossible(world, profile, signal);
        if (manager.getTokens()) {
          await registry.refuseRemovalWithTokens(id);
          const what = contentInWords(profile);
          world.browserSignIn?.cancel(id, noProfile(name));
          await removeTokens(removalServices(world), profile, world.clearCopied());
          activity.add('sign-in', `Tokens removed with the account: ${what}`, id);
        }
        await registry.remove(id).catch((error: unknown) => {
          throw failureForAccount(world, name, toAxiomTokenError(error));
        });
        core.passwordSignIn.cancel(id);
        world.browserSignIn?.cancel(id, noProfile(name));
        activity.add('app', `Account ${name} removed from the list`);
        return { removed: id, name, ...left };
      });
    },

    async 'profiles.default'({ profile: named }, context) {
      const { id, name } = named === undefined ? defaultProfile(world) : chosenProfile(world, named);
      if (named === undefined) return { id, name };
      const { consumer } = context;
      const isSame = isChosen(world, id);
      if (!isSame && !consumer.isCommandLine) {
        const task = `make ${name} the account of programs and commands that name none`;
        await refuseUnlessAllowed(world, context, [id], task, 'redirects');
      }
      await world.defaultAccount.write(id);
      if (!isSame) activity.add('app', `Made the default account by ${consumer.name}`, id);
      return { id, name };
    },
  };
}

/** @throws AxiomTokenError `INVALID_INPUT` */
function newEntry({ core: { registry } }: OperationsWorld, typed: string): Pick<ProfileEntry, 'id' | 'name'> {
  const others = [...registry.list(), ...registry.index.list()];
  return newProfileEntry(typed, others, registry.index.reservedIds());
}

/**
 * The first account exists before it is shown to anybody. Its name is still free: adding an account of this name only
 * adds that one to the list.
 */
function unseenFirst({ core: { registry } }: OperationsWorld, typed: string): Profile | undefined {
  const name = typed.trim().toLowerCase();
  return registry.list().find((profile) => profile.name === name && registry.isHiddenPlaceholder(profile));
}

/** False also when the choice cannot be read: it is then written again. */
function isChosen({ defaultAccount }: Pick<OperationsWorld, 'defaultAccount'>, id: string): boolean {
  try {
    return defaultAccount.read() === id;
  } catch {
    return false;
  }
}
