// Which account a call is about: named by its id or its name, or the default account. Pure except for reading the default.
import { AxiomTokenError } from '../../core/base/errors';
import { shownName } from '../../core/intents/questions';
import type { Profile } from '../../core/profiles/profile';
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

/** By id first, because a name may look like the id of another account. */
export function profileNamed(profiles: readonly Profile[], named: string): Profile | undefined {
  const folded = named.normalize('NFKC').toLowerCase();
  return (
    profiles.find(({ id }) => id === named) ??
    profiles.find(({ name }) => name.normalize('NFKC').toLowerCase() === folded)
  );
}

/** @throws as {@link chosenProfile} */
export function defaultProfile(world: World): Profile {
  const chosen = world.defaultAccount.read();
  const profiles = world.core.registry.list();
  if (chosen !== undefined) {
    const found = profiles.find(({ id }) => id === chosen);
    if (found) return found;
    throw new AxiomTokenError('TOKEN_NOT_FOUND', {
      message: `The default account, ${shownName(chosen)}, is not in the list any more.`,
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

/** `undefined` when there is no default account or it cannot be read: for answers that only show it, and must not fail for it. */
export function defaultProfileId(world: World): string | undefined {
  try {
    return defaultProfile(world).id;
  } catch {
    return undefined;
  }
}

function listed(profiles: readonly Profile[]): string {
  if (profiles.length === 0) return 'There is no account yet: add one with axiom-tokens profiles add NAME.';
  const names = profiles
    .slice(0, MOST_NAMED)
    .map(({ id, name }) => (id === name ? id : `${id} (${shownName(name)})`))
    .join(', ');
  return profiles.length > MOST_NAMED ? `There are: ${names} and more.` : `There are: ${names}.`;
}
