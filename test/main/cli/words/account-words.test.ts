import { expect, it } from 'vitest';
import { accountWords } from '../../../../main/cli/words/account-words';

it.each([
  ['default', 'main', 'main (-p default)'],
  ['hedge', 'hedge', 'hedge'],
  ['hedge', undefined, 'hedge'],
  ['hedge', 'a\nb', 'a\uFFFDb (-p hedge)'],
])('names %s, called %j', (id, name, words) => {
  expect(accountWords(id, name)).toBe(words);
});
