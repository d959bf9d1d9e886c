import { expect, it } from 'vitest';
import { accountName } from '../../../../main/core/profiles/account-name';

it.each([
  ['bot-2', 'Bert'],
  ['gone', 'a removed account (gone)'],
])('%s is called %s', (id, name) => {
  expect(accountName(id, [{ id: 'bot-2', name: 'Bert' }])).toBe(name);
});
