// One profile of this run: its manager and refresher, put together. Made by the ProfileRegistry, which keeps them.
import type { AuthGateway } from '../ports/auth-gateway';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { RefreshLock } from '../ports/refresh-lock';
import type { StoreChoice } from '../ports/token-places';
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
  /** Where its tokens are kept now. */
  readonly store: StoreChoice;
  /** Whether it exists for this run only, signed in to the demo server. */
  readonly isDemo: boolean;
}

/** What all profiles share. */
export interface ProfileParts {
  readonly lifecycle: TokenLifecycleManager;
  /** Makes the journal of a profile that outlives this run. */
  readonly createJournal?: (profileId: string) => SealedJournal;
  /** Keeps other processes that know the same profiles from refreshing or writing at the same time. */
  readonly lock?: RefreshLock;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
}

/** What one profile is made from. */
export interface NewProfile extends Pick<Profile, 'id' | 'name' | 'isDemo'> {
  readonly choice: StoreChoice;
  readonly store: TokenStore;
  readonly gateway: AuthGateway;
}

/** The profile, refreshed by itself from now on; its store is not read yet. */
export function createProfile(parts: ProfileParts, made: NewProfile): Profile {
  const { id, name, choice, store, gateway, isDemo } = made;
  const { clock, logger, random, lock, lifecycle } = parts;
  const journal = isDemo ? undefined : parts.createJournal?.(id);
  const manager = new TokenManager({
    profileId: id,
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
