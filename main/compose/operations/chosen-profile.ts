// Which account a call is about: named by its id or its name, or the default account. Pure except for reading the default.
import { AxiomTokenError } from '../../core/base/errors';
import { shownName } from '../../core/intents/questions';
import type { Profile } from '../../core/profiles/profile';
import { foldedName } from '../../core/profiles/profile-names';
import type { AccountNames } from '../../handout/operations';
import type { OperationsWorld } from './operation-parts';

type World = Pick<OperationsWorld, 'core' | 'defaultAccount'>;

/** At most this many accounts are listed in an error message. */
const MOST_NAMED = 12;

/** @throws AxiomTokenError `TOKEN_NOT_FOUND` when there is no such account, or none is named and there is no default; `STORAGE_*` */
export function chosenProfile(world: World, named: string | undefined): Profile {
  const profiles = world.core.registry.list();
  if (named === undefined) return defaultProfile(world);
  const found = profileNamed(profiles, named);
  if (found) return found;
  throw new AxiomTokenError('TOKEN_NOT_FOUND', {
    message: `There is no account ${shownName(named.slice(0, 60))}.`,
    remedy: listed(profiles),
  });
}

/**
 * The account of this id or name. @throws AxiomTokenError `INVALID_INPUT` for the id of one account that is also the
 * name of another: no guess is made. New accounts cannot get such a name, but accounts of earlier versions may have
 * one.
 */
export function profileNamed(profiles: readonly Profile[], named: string): Profile | undefined {
  const folded = foldedName(named);
  const byId = profiles.find(({ id }) => id === named);
  const byName = profiles.find(({ name }) => foldedName(name) === folded);
  if (byId && byName && byId !== byName) throw ambiguous(named, byId, byName);
  return byId ?? byName;
}

function ambiguous(named: string, byId: Profile, byName: Profile): AxiomTokenError {
  const shown = shownName(named);
  return new AxiomTokenError('INVALID_INPUT', {
    message: `Two accounts answer to ${shown}: the account ${shownName(byId.name)} has it as its id, and another account (id ${byName.id}) has it as its name.`,
    remedy: `Name the first ${shownName(byId.name)}, or the other ${byName.id}; and give the other a new name: axiom-tokens profiles rename ${byName.id} NAME. Nothing was changed.`,
  });
}

/** The id that the audit trail knows an account by; also of one that was removed, the newest of its name. @throws as {@link chosenProfile} */
export function idInTrail(world: World, named: string | undefined): string {
  const listed = world.core.registry.list();
  if (named === undefined || profileNamed(listed, named)) return chosenProfile(world, named).id;
  const removed = [...world.core.index.removed()].reverse();
  const folded = foldedName(named);
  const found = removed.find(({ id }) => id === named) ?? removed.find(({ name }) => foldedName(name) === folded);
  return found?.id ?? chosenProfile(world, named).id;
}

/** The name of each account by its id, also of those that were removed. */
export function namesOf({ core }: Pick<World, 'core'>): AccountNames {
  return Object.fromEntries([...core.index.removed(), ...core.registry.list()].map(({ id, name }) => [id, name]));
}

/** @throws as {@link chosenProfile} */
export function defaultProfile(world: World): Profile {
  const chosen = world.defaultAccount.read();
  const profiles = world.core.registry.list();
  if (chosen !== undefined) {
    const found = profiles.find(({ id }) => id === chosen);
    if (found) return found;
    throw new AxiomTokenError('TOKEN_NOT_FOUND', {
      message: `The default account, ${shownName(namesOf(world)[chosen] ?? chosen)}, is not in the list any more.`,
      remedy: `Choose another one with axiom-tokens profiles default ID. ${listed(profiles)}`,
    });
  }
  const [only, ...others] = profiles.filter(({ isDemo }) => !isDemo);
  const found = only && others.length === 0 ? only : profiles.find(({ id }) => id === 'default');
  if (found) return found;
  throw new AxiomTokenError('TOKEN_NOT_FOUND', {
    message: 'There are several accounts, and none of them is the default one.',
    remedy: `Name one with --profile, or choose one with axiom-tokens profiles default ID. ${listed(profiles)}`,
  });
}

/**
 * `undefined` when there is no default account or it cannot be read. For answers that only show it and must not fail
 * because of it.
 */
export function defaultProfileId(world: World): string | undefined {
  try {
    return defaultProfile(world).id;
  } catch {
    return undefined;
  }
}

/** "bot-2 (Bert’s bot)"; the id alone where both are one. */
export function idAndName({ id, name }: Pick<Profile, 'id' | 'name'>): string {
  return id === name ? id : `${id} (${shownName(name)})`;
}

function listed(profiles: readonly Profile[]): string {
  if (profiles.length === 0) return 'There is no account yet: add one with axiom-tokens profiles add NAME.';
  const names = profiles.slice(0, MOST_NAMED).map(idAndName).join(', ');
  return profiles.length > MOST_NAMED ? `There are: ${names} and more.` : `There are: ${names}.`;
}
