import { expect, it } from 'vitest';
import type { Profile } from '../../../../main/core/profiles/profile';
import type { StorageFacet } from '../../../../main/core/status/state-facets';
import { unreadPlaceNote } from '../../../../main/core/intents/unread-place-note';
import { makeTokens } from '../../../support/make-jwt';

const profileWith = (storageFacet: StorageFacet, isSignedIn: boolean): Profile => {
  const place = { store: { place: 'System keychain' } };
  return { manager: { storageFacet, place, getTokens: () => (isSignedIn ? makeTokens(0) : undefined) } } as never;
};

it.each<[StorageFacet, boolean, boolean]>([
  ['locked', false, true],
  ['opening', false, true],
  ['unavailable', false, true],
  ['corrupt', false, true],
  ['saved', false, false],
  ['locked', true, false],
  ['unsaved', true, false],
])('of a place that is %s, signed in: %s, says something: %s', (facet, isSignedIn, expected) => {
  const words = unreadPlaceNote(profileWith(facet, isSignedIn));
  expect(words?.startsWith('Tokens that may be in System keychain could not be read')).toBe(expected || undefined);
});
