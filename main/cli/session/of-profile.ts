// The account parameter of a call.
import type { OfProfile } from '../../handout/operations';
import type { CommonSettings } from './command-context';

/** Empty for the default account: the side that answers the call knows which one that is. */
export function ofProfile({ profile }: Pick<CommonSettings, 'profile'>): OfProfile {
  return profile.value === undefined ? {} : { profile: profile.value };
}
