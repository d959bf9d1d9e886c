import { expect, it } from 'vitest';
import { removedAccountsSchema } from '../../../preload/contract/removed-account-schema';

it.each([
  [[{ id: 'foo', name: 'Bert' }], true],
  [[{ id: 'foo' }], false],
  [[{ id: 'foo', name: 'Bert', token: 'x' }], false],
  [Array.from({ length: 1001 }, () => ({ id: 'foo', name: 'Bert' })), false],
])('%#', (removed, isFine) => {
  expect(removedAccountsSchema.safeParse(removed).success).toBe(isFine);
});
