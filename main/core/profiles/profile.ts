// Puts one profile of this run together: its manager and its refresher.
// Used by ProfileRegistry, which owns the list.
import type { AuthGateway } from '../ports/auth-gateway';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';
import { placeKey } from '../ports/place-key';
import type { PlaceKind, StoreChoice } from '../ports/token-places';
import type { TokenStore } from '../ports/token-store';
import type { ProfileRefresher } from '../refresh/profile-refresher';
import type { TokenLifecycleManager } from '../refresh/token-lifecycle-manager';
import type { SealedJournal } from '../storage/sealed-journal';
import { TokenManager } from '../storage/token-manager';

/** One profile of this run. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly manager: TokenManager;
  readonly refresher: ProfileRefresher;
  /** The store in use now. */
  readonly store: StoreChoice;
  /** Whether it exists for this run only, with tokens of the demo server. */
  readonly isDemo: boolean;
}

/** What all profiles share. */
export interface ProfileParts {
  readonly lifecycle: TokenLifecycleManager;
  /** Makes the journal of a place, which has this key and kind; not called for the demo profile. */
  readonly createJournal?: (place: string, kind: PlaceKind) => SealedJournal;
  /** Excludes other processes with the same profiles while this one refreshes or writes. */
  readonly lock?: RefreshLock;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
}

/** What a new profile is made from. */
export interface NewProfile extends Pick<Profile, 'id' | 'name' | 'isDemo'> {
  readonly choice: StoreChoice;
  readonly store: TokenStore;
  readonly gateway: AuthGateway;
}

/** Makes the profile. It is refreshed automatically from now on; its store is not loaded yet. */
export function createProfile(shared: ProfileParts, newProfile: NewProfile): Profile {
  const { id, name, choice, store, gateway, isDemo } = newProfile;
  const { clock, logger, random, lock, lifecycle } = shared;
  const journal = isDemo ? undefined : shared.createJournal?.(placeKey(id, choice), choice.kind);
  const manager = new TokenManager({
    profileId: id,
    place: placeKey(id, choice),
    origin: gateway.origin,
    store,
    clock,
    logger,
    random,
    ...(journal ? { journal } : {}),
    ...(isDemo || !lock ? {} : { lock }),
  });
  return { id, name, manager, refresher: lifecycle.add(manager, gateway), store: choice, isDemo };
}
