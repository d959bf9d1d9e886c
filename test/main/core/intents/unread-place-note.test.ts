import { expect, it } from 'vitest';
import type { Profile } from '../../../../main/core/profiles/profile';
import type { StorageFacet } from '../../../../main/core/status/state-facets';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { agreeToLeave, unreadPlaceNote } from '../../../../main/core/intents/unread-place-note';
import { outcomeOf } from '../../../support/core-graph';
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

/** A profile with unread tokens or none. `unlocks`: the next look can read them. */
function holding(holdsUnread: boolean, unlocks: boolean) {
  const asked: string[] = [];
  const storage = { holdsUnread };
  const manager = {
    storage,
    storageFailure: new AxiomTokenError('STORAGE_LOCKED'),
    place: { store: { place: 'System keychain' } },
    retryStorage: async () => {
      asked.push('looked');
      if (unlocks) storage.holdsUnread = false;
    },
  };
  return { asked, profile: { name: 'main', manager } as unknown as Profile };
}

it.each([
  ['nothing is unread', false, false, false, []],
  ['the person unlocks it', true, true, false, ['looked']],
  ['it stays locked', true, false, true, ['looked', 'Leave the tokens of main behind?']],
] as const)('asks before tokens are left, where %s', async (_where, holds, unlocks, expected, told) => {
  const { asked, profile } = holding(holds, unlocks);
  const confirm = async ({ message }: { readonly message: string }): Promise<void> => void asked.push(message);
  expect([await agreeToLeave(profile, confirm), asked]).toEqual([expected, told]);
});

it('leaves nothing where the person does not agree', async () => {
  const refuse = () => Promise.reject(new AxiomTokenError('CANCELLED'));
  expect(await outcomeOf(agreeToLeave(holding(true, false).profile, refuse))).toBe('CANCELLED');
});
