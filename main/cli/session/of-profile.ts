// The account that a call is about, as its parameter.
import type { OfProfile } from '../../handout/operations';
import type { CommonSettings } from './command-context';

/** Nothing for the default account: whoever carries the call out knows which one that is. */
export function ofProfile({ profile }: Pick<CommonSettings, 'profile'>): OfProfile {
  return profile.value === undefined ? {} : { profile: profile.value };
}
