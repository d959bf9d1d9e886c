import { expect, it } from 'vitest';
import { wrongSocketWords } from '../../../main/handout/wrong-socket-words';

it.each([
  ['--socket', 'Correct --socket, or leave it out: then'],
  ['AXIOM_TOKENS_SOCK', 'Correct AXIOM_TOKENS_SOCK, or unset it: then'],
])('%s is named, with what to do', (by, words) => {
  const { what, remedy } = wrongSocketWords(by);
  expect([what, remedy]).toEqual([`which ${by} names`, expect.stringContaining(words)]);
});
