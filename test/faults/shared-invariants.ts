// What must hold in the shared model after every step, and at the end, when everything works again. Violations are described in words, without a token.
import { samePair } from './model-pairs';
import { PROGRAMS, type SharedWorld } from './shared-world';

/** Throws with all violations. */
export function checkAlways(world: SharedWorld): void {
  throwAll([...world.breaches, ...world.server.breaches, ...checkOwners(world), ...checkErrors(world)]);
}

/** The rules after everything was repaired. */
export function checkRepaired(world: SharedWorld): void {
  throwAll([...checkShown(world), ...checkShared(world), ...checkSignedOut(world), ...checkLost(world)]);
}

/** No two profiles of a program have one refresh token, or one place. */
function checkOwners(world: SharedWorld): string[] {
  const wrong: string[] = [];
  for (const program of PROGRAMS) {
    const [one, two] = world.profiles().filter(({ who }) => who.program === program);
    if (!one || !two) continue;
    const [first, second] = [one.profile.manager, two.profile.manager];
    const pair = first.getTokens();
    if (pair && second.getTokens()?.refreshToken.equals(pair.refreshToken))
      wrong.push(`both accounts of program ${program} have one refresh token`);
    if (first.place.key === second.place.key) wrong.push(`both accounts of program ${program} are at one place`);
    const [isSaved, isAlso] = [first, second].map(({ storageFailure }) => !storageFailure);
    if (one.place === two.place && isSaved && isAlso) wrong.push(`both accounts of program ${program} use one place`);
  }
  return wrong;
}

function checkErrors(world: SharedWorld): string[] {
  return world.profiles().flatMap(({ who, profile: { manager, refresher } }) => {
    const codes = [manager.storageFailure?.code, refresher.failure?.code];
    return codes.includes('INTERNAL') ? [`INTERNAL in ${who.profile} of program ${who.program}`] : [];
  });
}

/** "Saved" is only reported for what is there. */
function checkShown(world: SharedWorld): string[] {
  return world.profiles().flatMap(({ who, profile, place }) => {
    const { manager } = profile;
    const name = `${who.profile} of program ${who.program}`;
    const code = manager.storageFailure?.code;
    if (world.isRefused(profile)) return [];
    // A record that was never seen, and is to be removed from a place where nothing is found, is looked for again and again.
    const { removing = [] } = world.machines[who.program].index.list().find(({ id }) => id === who.profile) ?? {};
    const isLookedFor = removing.some(({ signIn }) => signIn === undefined);
    if (manager.storageFacet === 'saved' && isLookedFor) return [];
    if (manager.storageFacet !== 'saved' || code) return [`${name} is ${manager.storageFacet} in the end, ${code}`];
    return samePair(manager.getTokens(), world.kept(place)?.tokens)
      ? []
      : [`${name} says "saved" of what is not there`];
  });
}

/** Programs at one place have one pair. */
function checkShared(world: SharedWorld): string[] {
  const [ones, others] = PROGRAMS.map((program) =>
    world.profiles().filter(({ who, profile }) => who.program === program && !profile.manager.storageFailure),
  );
  return (ones ?? []).flatMap(({ place, profile }) => {
    const other = others?.find((each) => each.place === place);
    const isSame = !other || samePair(profile.manager.getTokens(), other.profile.manager.getTokens());
    return isSame ? [] : [`the programs have two pairs for ${place}`];
  });
}

/** After a sign-out at a place, no program has that sign-in there any more. */
function checkSignedOut(world: SharedWorld): string[] {
  const left: string[] = [];
  for (const [place, { kept }] of world.stores)
    if (kept && world.signedOut.has(`${place} ${world.signInOf(kept.tokens)}`)) left.push(`lies at ${place}`);
  for (const { who, profile, place } of world.profiles()) {
    const signIn = world.signInOf(profile.manager.getTokens());
    if (!world.hasNoPlace(profile) && world.signedOut.has(`${place} ${signIn}`))
      left.push(`is in program ${who.program} for ${place}`);
  }
  return left.map((where) => `what was signed out of ${where}`);
}

/** A wanted sign-in exists somewhere, with a pair that can be refreshed. */
function checkLost(world: SharedWorld): string[] {
  const had = world.profiles().flatMap(({ profile }) => profile.manager.getTokens() ?? []);
  const good = new Set(had.filter((pair) => world.server.isGood(pair)).map((pair) => world.signInOf(pair)));
  return [...world.wanted].filter((signIn) => !good.has(signIn)).map((signIn) => `sign-in ${signIn} is lost`);
}

function throwAll(wrong: readonly string[]): void {
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}
