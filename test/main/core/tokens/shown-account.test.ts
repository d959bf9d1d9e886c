import { expect, it } from 'vitest';
import { shownAccount } from '../../../../main/core/tokens/shown-account';

it.each([
  ['account-1', 'account-1'],
  ['trader+bot@example.com', 'trader+bot@example.com'],
  ['a'.repeat(64), 'a'.repeat(64)],
  ['a'.repeat(65), undefined],
  ['you are signed in', undefined],
  ['a\nb', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is shown as %j', (accountId, shown) => {
  expect(shownAccount(accountId)).toBe(shown);
});
