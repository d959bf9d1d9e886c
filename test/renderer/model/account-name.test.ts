import { describe, expect, it } from 'vitest';
import { checkAccountName } from '../../../renderer/model/account-name';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeProfile } from '../../support/make-snapshot';

describe('the name of a new account', () => {
  const profiles = [makeProfile(FAKE_START_MS)];
  it.each([
    ['hedge', undefined],
    [' \t', 'Type a name for the account.'],
    ['n'.repeat(43), 'At most 40 characters. This is 3 too many.'],
    [' Main ', 'There is an account of this name already. Choose another name.'],
  ])('%j', (typed, error) => {
    expect(checkAccountName(typed, profiles).name).toBe(error);
  });
});
