import { expect, it } from 'vitest';
import { countWords } from '../../../renderer/text/count-words';

it.each([
  [0, 'no folders'],
  [1, '1 folder'],
  [2, '2 folders'],
  [1240, '1,240 folders'],
])('puts %i before its noun: %s', (count, words) => {
  expect(countWords(count, 'folder')).toBe(words);
});
