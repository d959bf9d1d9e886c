import { expect, it } from 'vitest';
import { accountChoices, accountName } from '../../../renderer/text/account-name';

const [present, removed] = [[{ id: 'default', name: 'main' }], [{ id: 'foo', name: 'Bert' }]];

it.each([
  ['default', 'main'],
  ['foo', 'Bert'],
  ['gone', 'a removed account (gone)'],
])('%s is called %s', (id, name) => {
  expect(accountName(id, present, removed)).toBe(name);
});

it('those that were removed can be chosen, too, and are marked', () => {
  expect(accountChoices(present, removed)).toEqual([
    ['default', 'main'],
    ['foo', 'Bert (removed)'],
  ]);
});
