// The first profile: it is there before anything is in the index. Pure; used by ProfileRegistry.
import type { ProfileEntry } from '../ports/profile-index';
import { newProfileEntry } from './profile-names';
import type { Profile } from './profile';

export const FIRST_PROFILE: ProfileEntry = {
  id: 'default',
  name: 'main',
  store: { kind: 'keychain' },
  hasTokens: false,
};

/** Its entry; under another id if an index entry that is not understood has its id. */
export function firstProfileEntry(reservedIds: readonly string[]): ProfileEntry {
  return reservedIds.includes(FIRST_PROFILE.id) ? newProfileEntry(FIRST_PROFILE.name, [], reservedIds) : FIRST_PROFILE;
}

/** Whether the profile is in no index and, as far as can be known, has no tokens: it only stands for those to come. */
export function standsForNone(
  { id, isDemo, manager }: Pick<Profile, 'id' | 'isDemo' | 'manager'>,
  listed: readonly Pick<ProfileEntry, 'id'>[],
): boolean {
  if (isDemo || listed.some((entry) => entry.id === id) || manager.getTokens() !== undefined) return false;
  return manager.storageFacet === 'saved' || manager.storageFacet === 'unavailable';
}
