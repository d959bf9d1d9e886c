import { expect, it } from 'vitest';
import { listWords } from '../../../renderer/text/list-words';

it('lists names as people do', () => {
  expect([listWords([]), listWords(['a']), listWords(['a', 'b']), listWords(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});
