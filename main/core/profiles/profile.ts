// Creates a profile: its manager and its refresher.
// Used by ProfileRegistry, which owns the list.
import type { AuthGateway } from '../ports/auth-gateway';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';
import type { StoreChoice } from '../ports/token-places';
import type { Crypto } from '../ports/crypto';
import type { PlaceNotifications } from '../ports/place-notifications';
import type { RemovalMarks } from '../ports/removal-marks';
import type { ProfileRefresher } from '../refresh/profile-refresher';
import type { TokenLifecycleManager } from '../refresh/token-lifecycle-manager';
import type { AuthTokens } from '../tokens/auth-tokens';
import type { SingleUseTokens } from '../storage/single-use-tokens';
import type { Place, StorageNotes } from '../storage/place';
import { TokenManager } from '../storage/token-manager';

/** A profile with everything that belongs to it in this process. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly manager: TokenManager;
  readonly refresher: ProfileRefresher;
  /** The place in use now. */
  readonly store: StoreChoice;
  /** Whether it is the demo: in memory only, with tokens of the demo server. */
  readonly isDemo: boolean;
}

/** A profile as the registry holds it, which can give it another name. */
export type OwnProfile = Profile & { name: string };

/** What all profiles share. */
export interface ProfileParts {
  readonly lifecycle: TokenLifecycleManager;
  /** Keeps other processes away from the same places while this one refreshes or writes. */
  readonly lock?: RefreshLock;
  /** Records what any process has removed from places. */
  readonly marks?: RemovalMarks;
  /** Notifies other processes of changed places, and receives their notifications. */
  readonly notifications?: PlaceNotifications;
  /** Keeps one refresh token from being sent twice. */
  readonly singleUse?: SingleUseTokens;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
}

/** What a new profile is made from. */
export interface NewProfile extends Pick<Profile, 'id' | 'name' | 'isDemo'> {
  readonly place: Place;
  /** The profile's entry in the index; absent for the demo. */
  readonly notes?: StorageNotes;
  readonly openPlace?: (choice: StoreChoice) => Place;
  /** Throws when another profile has this pair. */
  readonly refuseSecondOwner?: (tokens: AuthTokens) => void;
  readonly gateway: AuthGateway;
}

/** Makes the profile, which is refreshed automatically from now on. Its place is not read yet. */
export function createProfile(shared: ProfileParts, newProfile: NewProfile): OwnProfile {
  const { id, name, place, notes, openPlace, refuseSecondOwner, gateway, isDemo } = newProfile;
  const { clock, logger, random, crypto, lock, marks, notifications, singleUse, lifecycle } = shared;
  const manager = new TokenManager({
    profileId: id,
    origin: gateway.origin,
    place,
    clock,
    logger,
    random,
    crypto,
    ...(isDemo ? {} : { notes, openPlace, refuseSecondOwner, singleUse, lock, marks, notifications }),
  });
  return {
    id,
    name,
    manager,
    refresher: lifecycle.add(manager, gateway),
    get store() {
      return manager.place.choice;
    },
    isDemo,
  };
}
