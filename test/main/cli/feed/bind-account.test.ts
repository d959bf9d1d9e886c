import { expect, it } from 'vitest';
import { bindToAccount } from '../../../../main/cli/feed/bind-account';

it('names the account of the token, by its id and by its name at Axiom', () => {
  expect(bindToAccount({ minValidMs: 5 }, { profile: 'default', account: 'anna' })).toEqual({
    minValidMs: 5,
    profile: 'default',
    account: 'anna',
  });
});

it('keeps what is known of an account whose token names none', () => {
  expect(bindToAccount({ profile: 'main', account: 'anna' }, { profile: 'default', account: null })).toEqual({
    profile: 'default',
    account: 'anna',
  });
});
