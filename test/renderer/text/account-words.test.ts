import { expect, it } from 'vitest';
import { accountWords } from '../../../renderer/text/account-words';

it.each([
  [{ email: 'trader@example.com', accountId: 'trader-7', token: 'good' }, 'trader@example.com'],
  [{ accountId: 'trader-7', token: 'expired' }, 'Account trader-7'],
  [{ token: 'unknown-expiry' }, 'Account not named by its tokens'],
  [{ token: 'none' }, undefined],
] as const)('%j: %s', (profile, words) => {
  expect(accountWords(profile as Parameters<typeof accountWords>[0])).toBe(words);
});
