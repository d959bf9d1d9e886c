// A person removes the profile from the model's list, mostly in the middle of something else, and adds it again.
import { ORIGIN, type ModelWorld } from './model-world';

type Step = (world: ModelWorld) => Promise<void>;
type Attempt = (world: ModelWorld, run: Promise<unknown>) => Promise<void>;

/** `meanwhile`: an operation that was started just before and has not finished. */
export function removeDuring(attempt: Attempt, meanwhile: Step): Step {
  return async (world) => {
    const { registry } = world;
    const begun = meanwhile(world);
    await attempt(world, registry.remove('default'));
    await begun;
    if (world.isListed) return;
    // Only a profile that certainly has no tokens may be removed.
    const { kept } = world.place;
    if (world.expected && !world.isContended) world.breaches.push('a profile with tokens was taken out of the list');
    // A person who moved to a place where nothing was visible has nothing there.
    if (kept?.origin === ORIGIN && kept.signInId && !world.place.isMissing)
      world.breaches.push('tokens stay that no profile of the list has');
    world.moving = 0;
  };
}

/** A sign-in that may come after the removal: then it is refused. */
export const signInMeanwhile: Step = async (world) => {
  const { manager, server } = world;
  const tokens = server.signIn(world.account);
  const given = manager.setTokens(tokens).then(
    () => true,
    () => false,
  );
  if (manager.getTokens()?.refreshToken.equals(tokens.refreshToken)) {
    world.decide(tokens);
    server.refusals.length = 0;
  }
  await Promise.race([given, new Promise((resolve) => setImmediate(resolve))]);
};

/** Adds the profile again: it takes what the keychain has under its name. */
export function addAgain(attempt: Attempt): Step {
  return async (world) => {
    if (world.isListed) return;
    world.mayAdopt = true;
    await attempt(world, world.registry.add('default', 'main'));
  };
}
