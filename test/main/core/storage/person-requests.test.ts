import { expect, it } from 'vitest';
import { type PersonRequest, PersonRequests } from '../../../../main/core/storage/person-requests';

const codeOf = (request: PersonRequest): unknown => {
  try {
    request.refuseLate();
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

it('refuses after a sign-out what was asked for before it, with a message that reaches the window, and nothing later', () => {
  const requests = new PersonRequests();
  const before = requests.begin();
  expect([codeOf(requests.first), codeOf(before)]).toEqual([undefined, undefined]);
  requests.signOut();
  const after = requests.begin();
  expect([requests.first, before, after].map(codeOf)).toEqual(['INVALID_INPUT', 'INVALID_INPUT', undefined]);
  expect(() => before.refuseLate()).toThrow('You signed out here meanwhile');
});

it('refuses everything once the profile is out of the list', () => {
  const requests = new PersonRequests();
  const before = requests.begin();
  expect(requests.isRetired).toBe(false);
  requests.retire();
  expect([requests.isRetired, codeOf(before), codeOf(requests.begin())]).toEqual([true, 'CANCELLED', 'CANCELLED']);
});
