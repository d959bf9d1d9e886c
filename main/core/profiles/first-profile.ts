// The first profile, which exists before anything is in the index. Pure; used by ProfileRegistry.
import type { ProfileEntry } from '../ports/profile-index';
import { newProfileEntry } from './profile-names';
import type { Profile } from './profile';

export const FIRST_PROFILE: ProfileEntry = {
  id: 'default',
  name: 'main',
  store: { kind: 'keychain' },
  hasTokens: false,
};

/** Its entry. It gets another id if an index entry that this version does not understand has that id. */
export function firstProfileEntry(reservedIds: readonly string[]): ProfileEntry {
  return reservedIds.includes(FIRST_PROFILE.id) ? newProfileEntry(FIRST_PROFILE.name, [], reservedIds) : FIRST_PROFILE;
}

/**
 * Whether the profile is only a placeholder for a later account: it is not in the index and, as far as is known, has
 * no tokens.
 */
export function isPlaceholder(
  { id, isDemo, manager }: Pick<Profile, 'id' | 'isDemo' | 'manager'>,
  listed: readonly Pick<ProfileEntry, 'id'>[],
): boolean {
  if (isDemo || listed.some((entry) => entry.id === id) || manager.getTokens() !== undefined) return false;
  return manager.storageFacet === 'saved' || manager.storageFacet === 'unavailable';
}
